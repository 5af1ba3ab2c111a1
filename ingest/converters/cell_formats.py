"""Spreadsheet values as their cells show them: numbers by their format, dates as ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

__all__ = ["shown"]

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_MARK = 0xE100  # private-use characters stand for literal text, which may hold digits
_DIGITS = re.compile(r"[#0?,.]*[#0?][#0?,.]*(?:E[+-]?0+)?")


def shown(value: object, number_format: str = "General") -> str:
    """The text of a cell.

    Args:
        value: as openpyxl gives it.
        number_format: Excel's format code; for dates only which parts it shows matters.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time):
        return _date(value, number_format)
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _date(value: datetime | date | time, number_format: str) -> str:
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    code = _LITERAL.sub("", number_format).lower()
    shows_day, shows_year = "d" in code or code == "general", "y" in code or code == "general"
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    if shows_year and not shows_day:
        return value.strftime("%Y-%m" if "m" in code else "%Y")
    return value.strftime("%Y-%m-%d")


def _number(value: float, number_format: str) -> str:
    sections = number_format.split(";")
    negative_section = value < 0 and len(sections) > 1 and bool(_DIGITS.search(sections[1]))
    code = sections[1] if negative_section else sections[0]
    literals: list[str] = []
    plain = _LITERAL.sub(lambda match: _keep(match, literals), code)
    digits = _DIGITS.search(plain)
    if digits is None or "general" in plain.lower() or "/" in plain:
        return _general(value)
    amount = abs(value) if negative_section else value
    body = _digits(amount * (100 if "%" in plain else 1), digits[0])
    text = plain[: digits.start()] + body + plain[digits.end() :]
    return "".join(
        literals[ord(c) - _MARK] if _MARK <= ord(c) < _MARK + len(literals) else c for c in text
    ).strip()


def _keep(match: re.Match[str], literals: list[str]) -> str:
    """Literal text and currency signs stay; padding, colours and conditions go."""
    text = match[1] or match[2] or match[3] or ""
    if not text:
        return " " if match[0].startswith("_") else ""
    literals.append(text)
    return chr(_MARK + len(literals) - 1)


def _digits(value: float, code: str) -> str:
    if "E" in code:
        mantissa, exponent = code.split("E", 1)
        text = f"{value:.{_decimals(mantissa)}E}"
        return text if "+" in exponent else text.replace("E+", "E")
    whole, _, fraction = code.partition(".")
    thousands = "," if re.search(r"[#0?],[#0?]", whole) else ""
    scale = len(code) - len(code.rstrip(","))
    fraction = fraction.rstrip(",")
    decimals = _decimals(code)
    text = f"{value / 1000**scale:{thousands}.{decimals}f}"
    optional = len(fraction) - len(fraction.rstrip("#?"))
    for _ in range(optional):
        text = text.removesuffix("0")
    minimum = whole.replace(",", "").count("0")
    if minimum > 1 and not thousands:
        sign, bare = ("-", text[1:]) if text.startswith("-") else ("", text)
        head, dot, tail = bare.partition(".")
        text = sign + head.zfill(minimum) + dot + tail
    return text.removesuffix(".")


def _decimals(code: str) -> int:
    return min(sum(c in "0#?" for c in code.partition(".")[2]), 15)


def _general(value: float) -> str:
    if isinstance(value, int):
        return str(value) if abs(value) < 10**15 else f"{value:.10E}"
    text = f"{value:.10g}"
    return text.replace("e", "E")
