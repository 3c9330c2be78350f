"""Closures: a place closes its doors, and may open them again; its network says so, or a moderator."""
