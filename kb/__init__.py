"""The truth of an instance: settings, errors, library files, catalogue, database.

Nothing here knows about converting, searching or the web; see docs/architecture.md.
"""
