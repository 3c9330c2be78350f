"""How much one client may ask: counted in Redis for all gateways together, spent here from small leases.

A client may ask ``limit`` times in any minute. Redis counts six slots of ten seconds and the one under way, and grants
while their sum is below the limit: strict, whatever the moments chosen. So that an answer from memory costs no round
trip, a gateway takes a lease of a fiftieth of the limit (1 to 100 tokens) per client and class at once, good for one
slot. A token counts when it is leased and may be spent up to one slot later, so in any minute a client gets at most
``limit`` plus one lease for each gateway process: 2 % over with one process and the default limits. It never gets more,
and what is leased and not spent is lost to the client, not to the limit.
"""
