"""People: who has done something here, what he likes to find again, and how he is forgotten."""
