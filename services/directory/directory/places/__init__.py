"""Places: what is known of them, who said so, and how they are found."""
