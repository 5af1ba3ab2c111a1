"""Rocket.Chat: pages of messages as its interface gives them."""

from ingest.threads.platforms.rocketchat.importer import RocketChatImporter

__all__ = ["RocketChatImporter"]
