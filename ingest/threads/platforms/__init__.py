"""Importers of discussion platforms, one module or package each."""
