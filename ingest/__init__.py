"""Anything in, Markdown out: sources, converters and the pipeline that writes the library."""
