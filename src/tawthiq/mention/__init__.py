"""Mentions: the stretches of a sentence that name actors, people, places, times, means, things and speakers."""
