"""The lexicon: word lists as data (`data/*.yaml`), loaded once, inflected by rule, checked by a command."""
