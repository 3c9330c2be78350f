"""Corrections: somebody without a mandate proposes other values for a place; those who speak for it decide."""
