"""Askbot: saved pages of questions, and JSON of its API."""

from ingest.threads.platforms.askbot.importer import AskbotImporter

__all__ = ["AskbotImporter"]
