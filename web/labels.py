"""How codes and counts read. One place, so that they read the same everywhere."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from jinja2.filters import do_filesizeformat

from web.translation import gettext, lazy_gettext, ngettext, page_locale

if TYPE_CHECKING:
    from kb.library.anchors import Anchor

KIND_LABELS = {
    "factsheet": (lazy_gettext("Factsheet"), lazy_gettext("Factsheets")),
    "guide": (lazy_gettext("Guide"), lazy_gettext("Guides")),
    "case-study": (lazy_gettext("Case study"), lazy_gettext("Case studies")),
    "questions": (lazy_gettext("Questions and answers"), lazy_gettext("Questions and answers")),
    "answer-card": (lazy_gettext("Answer card"), lazy_gettext("Answer cards")),
    "thread": (lazy_gettext("Discussion"), lazy_gettext("Discussions")),
    "wop-report": (lazy_gettext("Partnership report"), lazy_gettext("Partnership reports")),
}
LEVEL_LABELS = {
    "introduction": lazy_gettext("Introduction"),
    "practice": lazy_gettext("Practice"),
    "leadership": lazy_gettext("Leadership"),
}
FACET_LABELS = {
    "hub": lazy_gettext("Hub"),
    "kind": lazy_gettext("Kind"),
    "language": lazy_gettext("Language"),
    "country": lazy_gettext("Country"),
    "year": lazy_gettext("Year"),
    "verified": lazy_gettext("Verified"),
}
_PLACES = {
    "page": lazy_gettext("p. %(number)s"),
    "slide": lazy_gettext("slide %(number)s"),
    "sheet": lazy_gettext("sheet %(number)s"),
    "chapter": lazy_gettext("chapter %(number)s"),
    "post": lazy_gettext("post %(number)s"),
}
_ANSWERS = {
    "accepted": lazy_gettext("Accepted as the answer"),
    "confirmed": lazy_gettext("The answer, as who asked confirmed"),
    "thanked": lazy_gettext("The answer that most people thanked for"),
}


def kind_label(kind: str, *, plural: bool = False) -> str:
    """A document kind as people say it."""
    return str(KIND_LABELS.get(kind, (kind, kind))[plural])


def level_label(level: str) -> str:
    """A reading list's level as people say it."""
    return str(LEVEL_LABELS.get(level, level))


def place_label(anchor: Anchor) -> str:
    """A place in an original: ``p. 42``, ``slide 3``, ``sheet Tariffs``."""
    named = anchor.unit != "page" and anchor.label
    return str(_PLACES[anchor.unit]) % {"number": named or anchor.number}


def answer_label(reason: str) -> str:
    """Why a post counts as the answer."""
    return str(_ANSWERS[reason])


def file_size(size: int) -> str:
    """Bytes as people read them: ``812 B``, ``1.2 MB``."""
    return str(do_filesizeformat(size)).replace("Bytes", "B")


def document_count(number: int) -> str:
    """``1,234 documents``."""
    return ngettext("%(number)s document", "%(number)s documents", number)


def post_count(number: int) -> str:
    """``12 posts``."""
    return ngettext("%(number)s post", "%(number)s posts", number)


def people_count(number: int) -> str:
    """``4 people``."""
    return ngettext("%(number)s person", "%(number)s people", number)


def hub_count(number: int) -> str:
    """``10 hubs``."""
    return ngettext("%(number)s hub", "%(number)s hubs", number)


def language_label(code: str) -> str:
    """A BCP 47 code's language in the page's; the code itself where it is not known."""
    return _language_name(code, str(page_locale()))


@cache
def _language_name(code: str, locale: str) -> str:
    shown = Locale.parse(locale)
    try:
        name = Locale.parse(code, sep="-").get_display_name(shown)
    except (UnknownLocaleError, ValueError):
        name = shown.languages.get(_primary(code))
    return name or code


def country_label(code: str) -> str:
    """An ISO 3166-1 code's country in the page's language; the code where it is not known."""
    return str(page_locale().territories.get(code.upper(), code))


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
        holds = value in {"yes", "true", "1", "True"}
        return gettext("Verified") if holds else gettext("Not verified")
    return fallback or value
