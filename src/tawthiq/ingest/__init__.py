"""Ingest: files and streams to reports; encodings, web pages, JSON lines, and how a report is laid out."""
