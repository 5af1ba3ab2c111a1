"""The pages' language: texts, numbers and dates in it. Flask-Babel is reached through here alone.

The functions carry gettext's names because that is what gathers the texts (`web.gathered`): the
first argument is a literal, its placeholders are named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import flask_babel
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

if TYPE_CHECKING:
    from datetime import date, datetime

    from flask import Flask

LOCALE = "en_GB"
"""What every page is in: plain English, whose dates put the day first."""


def translate_pages(app: Flask) -> None:
    """Give the templates ``_``, ``ngettext`` and ``{% trans %}``, and the site its language."""
    flask_babel.Babel(app, default_locale=LOCALE)


def page_locale() -> Locale:
    """The locale of the page under way; `LOCALE` where there is none."""
    return flask_babel.get_locale() or Locale.parse(LOCALE)


def page_language() -> str:
    """BCP 47 code of the page's language, its region left out."""
    locale = page_locale()
    return f"{locale.language}-{locale.script}" if locale.script else locale.language


def gettext(text: str, **values: object) -> str:
    """A text in the page's language, ``%(name)s`` filled in."""
    return str(flask_babel.gettext(text, **values))


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form that fits a number, shown where the text says ``%(number)s``."""
    text = flask_babel.get_translations().ungettext(singular, plural, number)
    return str(text) % {"number": in_digits(number)}


def lazy_gettext(text: str) -> object:
    """A text of a constant: ``str`` of it is in the language of the page that asks."""
    return flask_babel.lazy_gettext(text)


def in_digits(number: int) -> str:
    """A number as the language groups its digits: ``1,234``."""
    return format_decimal(number, locale=page_locale())


def day(value: date) -> str:
    """A date in words: ``22 May 2023``."""
    return format_date(value, "long", locale=page_locale())


def moment(value: datetime) -> str:
    """A point in time, in UTC: ``22 May 2023, 08:12 UTC``."""
    return f"{format_datetime(value, 'd MMMM y, HH:mm', locale=page_locale())} UTC"


def duration(minutes: int) -> str:
    """Minutes as people say them: ``1 minute``, ``45 minutes``, ``1 hour 20 minutes``."""
    locale = page_locale()
    hours, left = divmod(minutes, 60)
    parts = [(hours, "duration-hour"), (left, "duration-minute")]
    said = [format_unit(number, unit, "long", locale=locale) for number, unit in parts if number]
    none = [format_unit(0, "duration-minute", "long", locale=locale)]
    return format_list(said or none, "unit-narrow", locale=locale)
