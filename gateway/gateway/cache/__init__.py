"""Answers remembered for those who are nobody in particular, good until a fact about what they depend on arrives.

Generations   how often each noun of each service has changed, told by the bus
Entry         one answer, ready to leave in each coding
Store         the entries, the least recently used leave first
Flights       one question for many askers
"""
