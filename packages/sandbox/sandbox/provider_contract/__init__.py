"""What the navigator relies on where people sign in: tests that every identity provider of ours inherits."""
