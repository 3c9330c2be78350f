"""Additions: somebody adds a place that nobody knew; it is a draft until those who may know say that it exists."""
