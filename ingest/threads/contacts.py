"""E-mail addresses and telephone numbers in texts, found so that figures survive.

Pressures, diameters, readings, coordinates, dates, ISBNs and network addresses are what posts are
about. So a number counts as a telephone's only where it is written as one (with ``+``, ``00``, a
trunk ``0`` or an area code in brackets) and is one in that country's numbering plan, as the library
phonenumbers knows it, or where a word such as "call" or "WhatsApp" stands just before it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.threads.contact_words import (
    BEFORE_AT,
    COUNTED_WORDS,
    PHONE_WORDS,
    REGIONS,
)

EMAIL_REMOVED = "[e-mail removed]"
PHONE_REMOVED = "[number removed]"

_MAILTO = re.compile(r"\[([^\[\]\n]*)\]\(<?(?:mailto|tel):[^()\s]*\)|<(?:mailto|tel):([^<>\s]*)>")
_EMAIL = re.compile(
    r"(?:mailto:)?(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])"
)
_AT = r"\s?(?:\\?[\[({<]\s?(?:at|@|arroba|arobase|katika)\s?\\?[\])}>])\s?"
_DOT = (
    r"(?:\s?\\?[\[({]\s?(?:dot|\.|punto|ponto|point)\s?\\?[\])}]\s?|\s(?:dot|DOT|punto|ponto)\s|\.)"
)
_HOST = rf"[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,5}}{_DOT}[a-z]{{2,10}}(?![\w-])"
_BRACKETED = re.compile(rf"(?<![\w.+%-])[\w.+%-]{{1,64}}{_AT}{_HOST}", re.IGNORECASE)
_WORDED = re.compile(
    rf"(?<![\w.+%-])([\w.+%-]{{2,64}})\s(?:at|AT|arroba)\s(?!www\.)({_HOST})(?![/:]\S)"
)
_PHONE = re.compile(
    r"(?<![\w+.,/:#=@$€£-])(?P<start>\+|\(\+|00(?=[1-9])|\(0?|)"
    r"\d(?:[ .\-()\u2010-\u2015]{0,2}\d){6,16}(?![\w%°/=]|[.,]\d)"
)
_DATE = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)")
_DECIMAL = re.compile(r"\(?\+?\d{1,3}\.\d+(?:[ ]?-?\d{1,3}\.\d+)?")
_AMERICAN = re.compile(r"(?:1[-. ])?(?:\(\d{3}\)[ ]?|\d{3}([-.]))\d{3}(?(1)\1|-)\d{4}")
_AREA = re.compile(r"\(0?\d{2,4}\)[ ]?\d{3,5}[- ]?\d{4}")
_CONTEXT = 24


def without_contacts(text: str, *, is_code: bool = False) -> str:
    """The text with marks in place of addresses and numbers.

    Args:
        text: Markdown without web addresses, or code.
        is_code: then only what is certain goes: no addresses in brackets, numbers with ``+`` only.
    """
    if "@" in text:
        text = _MAILTO.sub(lambda found: found[1] or found[2] or EMAIL_REMOVED, text)
        text = _EMAIL.sub(_email, text)
    if not is_code:
        text = _BRACKETED.sub(EMAIL_REMOVED, text)
    text = _WORDED.sub(_worded, text)
    if any(character.isdigit() for character in text):
        text = _PHONE.sub(lambda found: _phone(found, is_code=is_code), text)
    return text


def _email(found: re.Match[str]) -> str:
    if found[0].startswith("git@"):
        return found[0]
    return _mark(EMAIL_REMOVED, found)


def _mark(mark: str, found: re.Match[str]) -> str:
    """A mark that no reader of Markdown takes for a link with what follows."""
    return f"{mark} " if found.string[found.end() : found.end() + 1] in {"(", ":"} else mark


def _worded(found: re.Match[str]) -> str:
    """A mark for "user at host.org", unless an ordinary word stands before "at"."""
    bare = found[1].lower().strip(".-+%_")
    if bare in BEFORE_AT or not bare:
        return found[0]
    return _mark(EMAIL_REMOVED, found)


def _phone(found: re.Match[str], *, is_code: bool) -> str:
    number = found[0]
    before = found.string[max(0, found.start() - _CONTEXT) : found.start()].lower()
    digits = re.sub(r"\D", "", number)
    if not 7 <= len(digits) <= 15 or _DATE.search(number) or _DECIMAL.fullmatch(number):
        return number
    if COUNTED_WORDS.search(before) or (is_code and "+" not in number):
        return number
    if _is_phone(number, digits, announced=bool(PHONE_WORDS.search(before))):
        return _mark(PHONE_REMOVED, found)
    return number


def _is_phone(number: str, digits: str, *, announced: bool) -> bool:
    if announced:
        return not _is_isbn(number, digits)
    if "+" in number[:2]:
        return len(digits) >= 8 and _is_valid("+" + digits, "")
    if number.startswith("00"):
        return len(digits) >= 11 and _is_valid("+" + digits[2:], "")
    if _AMERICAN.fullmatch(number):
        return _is_valid(digits, "US")
    if _AREA.fullmatch(number):
        return any(_is_valid(digits, region) for region in REGIONS)
    if not number.startswith("0") or not 9 <= len(digits) <= 11 or _is_isbn(number, digits):
        return False
    if number.isdecimal():
        return any(_is_mobile(digits, region) for region in REGIONS)
    return _is_grouped(number) and any(_is_valid(digits, region) for region in REGIONS)


def _is_grouped(number: str) -> bool:
    """Groups of two digits and more with one kind of separator, as telephone numbers have."""
    groups = re.split(r"\D", number)
    return min(map(len, groups)) >= 2 and len(set(re.findall(r"\D", number))) == 1


def _is_isbn(number: str, digits: str) -> bool:
    """Whether it is a book's number: three hyphens and a right check digit."""
    if len(digits) != 10 or len(re.findall(r"[- ]", number)) != 3:
        return False
    return sum((10 - place) * int(digit) for place, digit in enumerate(digits)) % 11 == 0


@lru_cache(maxsize=65_536)
def _is_valid(digits: str, region: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, region or None))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=65_536)
def _is_mobile(digits: str, region: str) -> bool:
    import phonenumbers
    from phonenumbers import PhoneNumberType

    if not _is_valid(digits, region):
        return False
    return phonenumbers.number_type(phonenumbers.parse(digits, region)) == PhoneNumberType.MOBILE
