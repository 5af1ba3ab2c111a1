"""Chats as WhatsApp exports them: a text file, alone or with the media beside it."""

from ingest.threads.platforms.whatsapp.importer import WhatsAppImporter

__all__ = ["WhatsAppImporter"]
