"""Tools: the digital commons, and who uses them."""
