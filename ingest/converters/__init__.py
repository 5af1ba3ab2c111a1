"""Converters: a document of any format we read to Markdown with page anchors."""
