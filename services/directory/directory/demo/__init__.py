"""The demonstration: places that do not exist, in communes that do, using commons that do.

words      what the ecosystem gives to invent from (`demo.toml`)
people     who speaks for whom, asks and praises (`people.toml`); `leaving`: how all of it goes
invention  the same places each time, from those words, a seed and the map of France
"""
