"""Imports: bringing in what others wrote of the places, file by file, without losing a row or believing one blindly.

reader     bytes to rows: encoding, separator, quoting; a broken row is named, the rest is read
adapter    what one kind of file calls things: a row to what it says (`Said`), in its own words
reading    what a row says, understood: a draft of a place, and the faults met on the way
fault      why a row was rejected, or why one of its values was left out
report     what an import did, for a person and for a machine
"""
