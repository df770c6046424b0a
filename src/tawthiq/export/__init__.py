"""From events to files that other programs read."""
