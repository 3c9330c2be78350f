-- wrk asks for one path after the other, from a file with one path per line, and prints what it measured as JSON.
-- Headers come from wrk's own -H. Times are in microseconds.

local requests, turn = {}, 0

function init(arguments)
  for path in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  local form = '{"requests":%d,"duration":%d,"bytes":%d,"p50":%d,"p99":%d,"status":%d,"broken":%d,"late":%d}\n'
  io.write("MEASURED " .. string.format(form, summary.requests, summary.duration, summary.bytes,
    latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write, errors.timeout))
end
