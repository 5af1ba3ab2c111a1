"""How codes read: kinds, languages, countries. One place, so that they read the same everywhere."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

KIND_LABELS = {
    "case-study": ("Case study", "Case studies"),
    "factsheet": ("Factsheet", "Factsheets"),
    "guide": ("Guide", "Guides"),
    "thread": ("Discussion", "Discussions"),
    "answer-card": ("Answer card", "Answer cards"),
    "wop-report": ("Partnership report", "Partnership reports"),
}
FACET_LABELS = {
    "hub": "Hub",
    "kind": "Kind",
    "language": "Language",
    "country": "Country",
    "year": "Year",
    "verified": "Verified",
}
_ENGLISH = Locale("en")


def kind_label(kind: str, *, plural: bool = False) -> str:
    """A document kind as people say it."""
    return KIND_LABELS.get(kind, (kind, kind))[plural]


@cache
def language_label(code: str) -> str:
    """A BCP 47 code's language in English; the code itself where it is not known."""
    try:
        name = Locale.parse(code, sep="-").get_display_name(_ENGLISH)
    except (UnknownLocaleError, ValueError):
        name = _ENGLISH.languages.get(_primary(code))
    return name or code


@cache
def country_label(code: str) -> str:
    """An ISO 3166-1 code's country in English; the code itself where it is not known."""
    return str(_ENGLISH.territories.get(code.upper(), code))


@cache
def direction(code: str) -> str:
    """Writing direction of a language: ``ltr`` or ``rtl``."""
    try:
        order = Locale(_primary(code)).character_order
    except (UnknownLocaleError, ValueError):
        return "auto"
    return "rtl" if order == "right-to-left" else "ltr"


def _primary(code: str) -> str:
    return code.partition("-")[0].lower()


def facet_value_label(facet: str, value: str, fallback: str = "") -> str:
    """A filter's value as people say it."""
    if facet == "kind":
        return kind_label(value)
    if facet == "language":
        return language_label(value)
    if facet == "country":
        return country_label(value)
    if facet == "verified":
        return "Verified" if value in {"yes", "true", "1", "True"} else "Not verified"
    return fallback or value
