"""Testimonials (*avis*): what somebody says of a place, once a moderator has read it; the place may reply."""
