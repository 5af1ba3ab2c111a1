"""Telegram: exports of Telegram Desktop, and updates of a bot."""

from ingest.threads.platforms.telegram.importer import TelegramImporter

__all__ = ["TelegramImporter"]
