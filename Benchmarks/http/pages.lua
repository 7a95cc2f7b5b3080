-- Asks for a page. wrk -s pages.lua URL -- COOKIE
function init(arguments) wrk.headers["Cookie"] = arguments[1] end
local others = 0
function response(status)
    if status ~= 200 then others = others + 1; wrong = others end
end
local threads = {}
function setup(thread) table.insert(threads, thread) end
function done(summary, latency)
    local wrong = 0
    for _, thread in ipairs(threads) do wrong = wrong + (thread:get("wrong") or 0) end
    print(string.format("RESULT %d %d %.6f %.3f %.3f %d", summary.requests, wrong, summary.duration / 1e6,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.bytes))
end
