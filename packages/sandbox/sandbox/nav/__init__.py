"""The `nav` command: one file per group of verbs."""
