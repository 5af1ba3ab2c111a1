"""Measures the search on sets of questions whose right documents are known."""
