"""The version that is installed, as pages show it."""

from kb.version import VERSION

__all__ = ["VERSION"]
