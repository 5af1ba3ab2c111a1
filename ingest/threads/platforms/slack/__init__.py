"""Slack: exports of workspaces, and pages of its interface."""

from ingest.threads.platforms.slack.importer import SlackImporter

__all__ = ["SlackImporter"]
