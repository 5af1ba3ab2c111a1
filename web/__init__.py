"""The composition root: application factory, command line, pages."""
