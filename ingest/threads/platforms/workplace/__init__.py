"""Workplace from Meta: five shapes of export, each file recognised by what it holds."""

from ingest.threads.platforms.workplace.importer import WorkplaceImporter

__all__ = ["WorkplaceImporter"]
