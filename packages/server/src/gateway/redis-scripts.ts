/*
 * Each script is atomic in Redis and takes time from it, so the clocks of the gateways play no part.
 *
 * KEYS[1]: a hash with the requests (`r` and a second) and tokens (`t` and a second) of the last minute.
 * KEYS[2]: a sorted set of the running streams by the millisecond their lease ends.
 */

const now = `
local time = redis.call("TIME")
local second = tonumber(time[1])
local ms = second * 1000 + math.floor(tonumber(time[2]) / 1000)
`;

/**
 * Arguments: requests a minute, tokens a minute and streams (-1: no limit), tokens asked for, 1 for a stream, name and
 * milliseconds of the lease. Gives 1 and the second spent in, or 0, the reason and the milliseconds to wait.
 */
export const acquireScript: string = `${now}
local limits = { r = tonumber(ARGV[1]), t = tonumber(ARGV[2]) }
local streams, asked, stream = tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5] == "1"
local sums = { r = 0, t = 0 }
local spent = { r = {}, t = {} }
local fields = redis.call("HGETALL", KEYS[1])
for i = 1, #fields, 2 do
  local kind, at, amount = string.sub(fields[i], 1, 1), tonumber(string.sub(fields[i], 2)), tonumber(fields[i + 1])
  if at <= second - 61 then
    redis.call("HDEL", KEYS[1], fields[i])
  else
    sums[kind] = sums[kind] + amount
    table.insert(spent[kind], { at, amount })
  end
end
local function wait(kind, wanted)
  table.sort(spent[kind], function(a, b) return a[1] < b[1] end)
  local free, last = 0, second
  for _, entry in ipairs(spent[kind]) do
    last = entry[1]
    free = free + entry[2]
    if free >= wanted then break end
  end
  return math.max(1, (last + 61) * 1000 - ms)
end
redis.call("ZREMRANGEBYSCORE", KEYS[2], "-inf", ms)
if stream and streams >= 0 and redis.call("ZCARD", KEYS[2]) >= streams then
  return { 0, "streams", 1000 }
end
local requestsMs, tokensMs = 0, 0
if limits.r >= 0 and sums.r + 1 > limits.r then
  requestsMs = wait("r", sums.r + 1 - limits.r)
end
if limits.t >= 0 and sums.t > 0 and sums.t + asked > limits.t then
  tokensMs = wait("t", sums.t + asked - limits.t)
end
if requestsMs + tokensMs > 0 then
  return { 0, requestsMs >= tokensMs and "requests" or "tokens", math.max(requestsMs, tokensMs) }
end
redis.call("HINCRBY", KEYS[1], "r" .. second, 1)
redis.call("HINCRBY", KEYS[1], "t" .. second, asked)
redis.call("PEXPIRE", KEYS[1], 62000)
if stream then
  redis.call("ZADD", KEYS[2], ms + tonumber(ARGV[7]), ARGV[6])
  redis.call("PEXPIRE", KEYS[2], tonumber(ARGV[7]) * 2)
end
return { 1, second }
`;

/** Arguments: name of the lease, the second it was spent in, what it cost beyond what was held. */
export const settleScript: string = `${now}
redis.call("ZREM", KEYS[2], ARGV[1])
local difference = tonumber(ARGV[3])
if difference > 0 then
  redis.call("HINCRBY", KEYS[1], "t" .. second, difference)
  redis.call("PEXPIRE", KEYS[1], 62000)
elseif difference < 0 and redis.call("HEXISTS", KEYS[1], "t" .. ARGV[2]) == 1 then
  redis.call("HINCRBY", KEYS[1], "t" .. ARGV[2], difference)
end
return 1
`;

/** Arguments: name and milliseconds of the lease. */
export const renewScript: string = `${now}
redis.call("ZADD", KEYS[2], "XX", ms + tonumber(ARGV[2]), ARGV[1])
redis.call("PEXPIRE", KEYS[2], tonumber(ARGV[2]) * 2)
return 1
`;
