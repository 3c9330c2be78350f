"""Smaller answers: which coding an asker takes, bytes at once, and bytes as they stream by."""
