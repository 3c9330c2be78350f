"""Club: the smallest service with rights. A club is a place; its people pin notices.

notice  what an editor pins to the wall of a club
"""
