"""Neighbourhoods: a place says that it works with another one; when that one says so too, it is mutual."""
