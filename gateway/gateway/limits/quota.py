"""The count in Redis."""

from collections.abc import Callable
from typing import NamedTuple

from redis.asyncio import Redis

from gateway.limits.policies import SLOTS, Policy

# A hash of slot number -> tokens taken in it. Grants what is left of the limit over this slot and the SLOTS before it.
# ARGV: limit, milliseconds of a slot, tokens wanted, now in milliseconds ('' = Redis's clock, one for all gateways).
SCRIPT = f"""
local limit, slot_ms, want = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local now = tonumber(ARGV[4])
if not now then local time = redis.call('TIME'); now = time[1] * 1000 + math.floor(time[2] / 1000) end
local slot = math.floor(now / slot_ms)
local used, oldest = 0, slot
local counts = redis.call('HGETALL', KEYS[1])
for i = 1, #counts, 2 do
  local at = tonumber(counts[i])
  if at < slot - {SLOTS} then redis.call('HDEL', KEYS[1], counts[i])
  else used = used + tonumber(counts[i + 1]); oldest = math.min(oldest, at) end
end
local granted = math.max(0, math.min(want, limit - used))
if granted > 0 then
  redis.call('HINCRBY', KEYS[1], slot, granted)
  redis.call('PEXPIRE', KEYS[1], slot_ms * {SLOTS + 1})
end
return {{granted, math.max(0, limit - used - granted), (oldest + {SLOTS + 1}) * slot_ms - now}}
"""


class Taken(NamedTuple):
    """What Redis granted; ``reset`` is in seconds: when the oldest tokens of the window come free."""

    granted: int
    remaining: int
    reset: float


class Quota:
    """Takes tokens for a client, for all gateways together."""

    def __init__(self, redis: Redis, *, clock: Callable[[], float] | None = None) -> None:
        """``clock`` (seconds) stands in for Redis's own in tests."""
        self._take = redis.register_script(SCRIPT)
        self._clock = clock

    async def take(self, client: str, policy: Policy, want: int) -> Taken:
        """Up to ``want`` tokens. Raises redis.RedisError."""
        now = "" if self._clock is None else round(self._clock() * 1000)
        key = f"limit:{policy.name}:{client}"
        arguments = [policy.limit, round(policy.slot * 1000), want, now]
        granted, remaining, reset = await self._take(keys=[key], args=arguments)
        return Taken(int(granted), int(remaining), int(reset) / 1000)
