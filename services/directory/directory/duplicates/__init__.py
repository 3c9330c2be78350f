"""Suspected duplicates: two places that may be one. Found by rules, settled by people, never merged by themselves."""
