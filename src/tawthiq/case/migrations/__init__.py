"""How the tables of a case came about, step by step; run by `case.migrate` when a case is opened."""
