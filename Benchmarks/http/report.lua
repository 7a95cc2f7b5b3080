-- Sends the form for reporting. wrk -s report.lua URL -- COOKIE TOKEN
local sent = 0
function init(arguments)
    math.randomseed(os.time())
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
    wrk.headers["Cookie"] = arguments[1]
    head = "danger=no&where=%E7%A0%94%E7%A9%B6%E6%A3%9F&when=%E4%BB%8A&who=%E8%8A%B1%E5%AD%90&token=" .. arguments[2] .. "&what="
end
function request()
    sent = sent + 1
    return wrk.format(nil, nil, nil, head .. "%E7%94%BB%E9%9D%A2" .. sent .. "-" .. math.random(1e9))
end
local others = 0
function response(status)
    if status ~= 303 then others = others + 1; wrong = others end
end
local threads = {}
function setup(thread) table.insert(threads, thread) end
function done(summary, latency)
    local wrong = 0
    for _, thread in ipairs(threads) do wrong = wrong + (thread:get("wrong") or 0) end
    print(string.format("RESULT %d %d %.6f %.3f %.3f %d", summary.requests, wrong, summary.duration / 1e6,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.bytes))
end
