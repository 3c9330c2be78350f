"""Toy: the smallest whole service. A jar holds sweets.

jar   what sweets are put into; never holds more than fits
fill  our copy of a neighbour's jar, kept by listening
"""
