"""Usages: which place uses which tool, how, since when, how well."""
