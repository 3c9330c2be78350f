"""What every discussion promises, by what it is about; `discussion.testing` puts it together."""
