"""From claims to events: which claims of many reports are about one event, and what is then known of it."""
