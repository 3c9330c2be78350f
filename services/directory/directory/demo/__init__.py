"""The demonstration: places that do not exist, in communes that do, using commons that do.

words      what the ecosystem gives to invent from (`demo.toml`)
people     who acts for its organisations, asks and speaks (`people.toml`)
invention  the same places each time, from those words, a seed and the map of France
"""
