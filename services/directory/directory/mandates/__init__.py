"""Mandates: who may act for a place, a network or a partner, and how he came to it."""
