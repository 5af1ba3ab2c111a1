"""Yammer (Viva Engage): exports of a network."""

from ingest.threads.platforms.yammer.importer import YammerImporter

__all__ = ["YammerImporter"]
