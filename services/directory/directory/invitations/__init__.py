"""Invitations: a link by which one person may take a role."""
