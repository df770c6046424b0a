"""Claims: from a sentence's chunks to who did what to whom, where, when, with what harm, according to whom."""
