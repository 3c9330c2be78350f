"""Side-by-side measurements of the navigator and PocketBase on the same generated places."""
