-- Asks for a matter's page, and at every hundredth request enters a note on it. wrk -s matter.lua URL -- COOKIE PATH BODY
local sent = 0
function init(arguments)
    cookie, path, body = arguments[1], arguments[2], arguments[3]
    wrk.headers["Cookie"] = cookie
end
function request()
    sent = sent + 1
    if sent % 100 == 0 then
        return wrk.format("POST", path, {
            ["Cookie"] = cookie, ["Content-Type"] = "application/x-www-form-urlencoded"
        }, body .. sent)
    end
    return wrk.format("GET")
end
local others, entered = 0, 0
function response(status)
    if status == 303 then entered = entered + 1; notes = entered
    elseif status ~= 200 then others = others + 1; wrong = others end
end
local threads = {}
function setup(thread) table.insert(threads, thread) end
function done(summary, latency)
    local wrong, notes = 0, 0
    for _, thread in ipairs(threads) do
        wrong = wrong + (thread:get("wrong") or 0)
        notes = notes + (thread:get("notes") or 0)
    end
    print(string.format("RESULT %d %d %.6f %.3f %.3f %d %d", summary.requests, wrong, summary.duration / 1e6,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.bytes, notes))
end
