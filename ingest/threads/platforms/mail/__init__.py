"""Mailing lists: mbox, Maildir, Pipermail, HyperKitty, Groups.io, single messages, news."""

from ingest.threads.platforms.mail.importer import MailImporter

__all__ = ["MailImporter"]
