"""Pytest would take the folder ``gateway/`` for the package of that name, so the package comes first."""

from contextlib import suppress
from importlib import import_module

with suppress(ImportError):  # a service's own environment has no gateway
    import_module("gateway")
