"""Discourse: topics as its pages ``/t/ID.json`` give them, and its generic import format."""

from ingest.threads.platforms.discourse.importer import DiscourseImporter

__all__ = ["DiscourseImporter"]
