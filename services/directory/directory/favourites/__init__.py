"""Favourites: what somebody wants to find again."""
