"""Mattermost: bulk exports, and pages of its interface."""

from ingest.threads.platforms.mattermost.importer import MattermostImporter

__all__ = ["MattermostImporter"]
