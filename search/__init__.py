"""Passages, vectors, keywords and the searcher that fuses them. Reads ``kb``, never writes it."""
