"""A case: many reports kept whole, what was read of them, the events they tell of, and what reviewers decided."""
