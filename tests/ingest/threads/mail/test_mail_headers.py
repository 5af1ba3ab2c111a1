"""Fields of headers: dates, people, subjects, ids, broken encodings."""

from __future__ import annotations

from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.base import SourcePerson
from ingest.threads.platforms.mail.authors import author_of
from ingest.threads.platforms.mail.charsets import decoded, encoded_words
from ingest.threads.platforms.mail.dates import moment, written_at
from ingest.threads.platforms.mail.head import key_of, parted
from ingest.threads.platforms.mail.subjects import parsed_subject

NAIROBI = ZoneInfo("Africa/Nairobi")


@given(st.datetimes(datetime(1980, 1, 1), datetime(2030, 1, 1), timezones=st.timezones()))
def test_standard_dates_are_read_exactly(at: datetime) -> None:
    """To the second, of any zone whose offset is in whole minutes."""
    at = at.replace(microsecond=0)
    offset = at.utcoffset()
    if offset is not None and offset.total_seconds() % 60 == 0:
        assert moment(format_datetime(at), NAIROBI) == at.astimezone(UTC)


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("RANDOM_Wed, 21 Sep 2016 22:42:07 +0300", 19),
        ("Wed, Sep 21, 2016 at 10:42 PM", 19),
        ("2016-09-21 22:42", 19),
        ("2016-09-21T19:42:07Z", 19),
        ("21 September 2016 22:42:07", 19),
        ("Wed, 21 Sep 2016 19:42:07 -0000", 19),
        ("Wed, 21 Sep 2016 19:42:07 GMT (Greenwich (Mean) Time)", 19),
        ("Wed Sep 21 22:42:07 2016", 19),
        ("Wed Sep 21 19:42:07 +0000 2016", 19),
        ("Wed, 21 Sep 2016 19:42:07 +9900", 19),
    ],
)
def test_broken_dates_are_read(said: str, hour: int) -> None:
    """As programs write them; without a zone they are of the person's own."""
    at = moment(said, NAIROBI)
    assert at is not None
    assert (at.date().isoformat(), at.hour, at.minute) == ("2016-09-21", hour, 42)


@pytest.mark.parametrize("said", ["", "soon", "32 Foo 2016 99:99", "12:00", "21 Sep 2016", "\0"])
def test_what_says_no_moment_is_none(said: str) -> None:
    """No guess is made."""
    assert moment(said, NAIROBI) is None


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_none(said: str) -> None:
    """Never an error."""
    assert moment(said, NAIROBI) is None or moment(said, NAIROBI).tzinfo is UTC


def test_nonsense_gives_way_to_how_the_message_travelled() -> None:
    """1970 and the far future are nonsense; then the list's stamp counts, then the envelope."""
    received = (
        b"Date: Thu, 1 Jan 1970 00:00:00 +0000\nReceived: by a; Mon, 3 Mar 2014 10:00:00 +0000\n\n"
    )
    assert written_at(parted(received)[0], b"", NAIROBI) == datetime(2014, 3, 3, 10, tzinfo=UTC)
    envelope = b"From a at b.c  Mon Mar  3 10:00:00 2014\n"
    far = parted(b"Date: Thu, 1 Jan 2099 00:00:00 +0000\n\n")[0]
    assert written_at(far, envelope, NAIROBI) == datetime(2014, 3, 3, 7, tzinfo=UTC)
    assert written_at(far, b"", NAIROBI) is None


@pytest.mark.parametrize(
    ("field", "person"),
    [
        ('"Silva, Ana" <Ana@X.org>', SourcePerson("Silva, Ana", "ana@x.org")),
        ("ana at x.org (Ana Silva)", SourcePerson("Ana Silva", "ana@x.org")),
        ("ana@x.org (=?utf-8?q?Ana_S=C3=ADlva?=)", SourcePerson("Ana Sílva", "ana@x.org")),
        ("ana at x.org", SourcePerson("", "ana@x.org")),
        ('"ana@x.org" <ana@x.org>', SourcePerson("", "ana@x.org")),
        ("Waichler, Scott R <s at x.org>", SourcePerson("Waichler, Scott R", "s@x.org")),
        (
            "b|vand @end|ng |rom x@no (Roger B)",
            SourcePerson("Roger B", "", "b|vand @end|ng |rom x@no"),
        ),
        ("Ana Silva", SourcePerson("Ana Silva")),
        ("", SourcePerson()),
    ],
)
def test_people_are_read_in_every_form(field: str, person: SourcePerson) -> None:
    """Also where Pipermail hides addresses."""
    assert author_of(parted(f"From: {field}\n\n".encode())[0]) == person


def test_somebody_for_whom_a_list_wrote_is_found() -> None:
    """Lists put their own address because of DMARC, and the author's elsewhere."""
    head = "From: Ana Silva via Pumps <pumps@l.org>\nReply-To: Ana Silva <ana@x.org>\n\n"
    assert author_of(parted(head.encode())[0]) == SourcePerson("Ana Silva", "ana@x.org")
    head = "From: 'Ana' via Pumps <pumps@l.org>\nReply-To: pumps@l.org\n\n"
    assert author_of(parted(head.encode())[0]) == SourcePerson("Ana")


@pytest.mark.parametrize(
    ("text", "words", "tags", "is_reply"),
    [
        ("Re: [Pumps] AW: Fwd: Low pressure", "Low pressure", ("Pumps",), True),
        ("[Pumps] [urgent] Low pressure", "Low pressure", ("Pumps", "urgent"), False),
        ("رد: ضغط منخفض", "ضغط منخفض", (), True),
        ("RES: TR: SV: Re[2]: Odp: Low  pressure (fwd)", "Low pressure", (), True),
        ("[Fwd: Re: Low pressure]", "Low pressure", (), True),
        ("回复:水压", "水压", (), True),
        ("Research: results", "Research: results", (), False),
        ("[Pumps]", "", ("Pumps",), False),
    ],
)
def test_subjects_lose_prefixes_and_tags(
    text: str, words: str, tags: tuple[str, ...], *, is_reply: bool
) -> None:
    """In many languages, in any order."""
    assert parsed_subject(text) == (words, tags, is_reply)


@pytest.mark.parametrize(
    "text", ["", "Re: ", "help", "Re: Help needed!", "[Pumps] hi all", "Re: ?"]
)
def test_subjects_that_say_little_compare_with_nothing(text: str) -> None:
    """Else strangers' questions would be one thread."""
    assert parsed_subject(text).base == ""


def test_a_title_keeps_tags_that_are_not_the_lists() -> None:
    """A list's own tag says nothing within the list."""
    assert parsed_subject("Re: [Pumps] [urgent] Low").title({"pumps"}) == "[urgent] Low"


@given(st.text("aZ09 éñß水压ضغط давл_?=", min_size=1, max_size=40))
def test_encoded_words_come_back(text: str) -> None:
    """What the standard library encodes is read."""
    value = Header(text, "utf-8", maxlinelen=60).encode().replace("\n", "")
    assert encoded_words(value.encode()) == " ".join(text.split())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"=?UTF-8?B?w6k=?=x", "éx"),
        (b'"=?iso-8859-1?q?G=F6ran?="', '"Göran"'),
        (b"=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é"),
        (b"=?no-such?q?un_caf=E9_noir?=", "un café noir"),
        (b"=?gb2312?B?y67RuQ==?=", "水压"),
        (b"=?utf-8?B?w6k", "=?utf-8?B?w6k"),
        (b"un caf\xe9 noir", "un café noir"),
    ],
)
def test_broken_encoded_words_are_read(value: bytes, text: str) -> None:
    """Within words and quotes, cut in two, of unknown sets, or not encoded at all."""
    assert encoded_words(value) == text


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        ("Débit réduit".encode("cp1252"), "us-ascii"),
        ("Débit réduit".encode("cp1252"), "no-such-charset"),
        ("Débit réduit".encode(), "iso-8859-1"),
        ("Débit réduit".encode("utf-7"), "utf-7"),
        ("Débit réduit".encode("cp1252"), "base64"),
    ],
)
def test_character_sets_declared_wrong_are_repaired(data: bytes, declared: str) -> None:
    """The words are what counts."""
    assert decoded(data, declared) == "Débit réduit"


def test_japanese_mail_is_read() -> None:
    """Its bytes are all below 128 and would pass for ASCII."""
    assert decoded("水圧".encode("iso-2022-jp"), "ISO-2022-JP") == "水圧"


def test_a_message_without_id_is_known_by_what_it_says() -> None:
    """Line ends make no difference to its key, words do."""
    one, two, three = (
        parted(b"From: a\nSubject: b\nMessage-ID:\n\n" + body)
        for body in (b"c d\n", b"c d\r\n\r\n", b"c e\n")
    )
    assert key_of(*one) == key_of(*two) != key_of(*three)


def test_ids_are_found_in_noise() -> None:
    """Comments, broken lines, and ids that stand without brackets."""
    head = parted(b"In-Reply-To: Your message of Mon <a\n @x> (Bob)\nReferences: c@x\n\n")[0]
    assert (head.ids("in-reply-to"), head.ids("references")) == (["a@x"], ["c@x"])
