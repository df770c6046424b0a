"""A reading, shown to people."""
