"""The language layer: folding, words, clitics, numerals, sentences and quotations."""
