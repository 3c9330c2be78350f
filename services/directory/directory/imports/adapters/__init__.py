"""What each kind of file calls things: one adapter per kind, and `known` to find the one of a source."""
