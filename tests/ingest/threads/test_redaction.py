"""Contacts and names taken out of posts, and what must survive that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.base import SourcePerson
from ingest.threads.redaction import Redactor

JOHN, GRACE = "Member aaaaaa", "Member ffffff"
PEOPLE = [
    (SourcePerson(name="John M. Smith", email="john@x.example", handle="jsmith"), JOHN),
    (SourcePerson(name="Will", handle="Will"), "Member bbbbbb"),
    (SourcePerson(name="Water", handle="water"), "Member cccccc"),
    (SourcePerson(name="sam", handle="sam"), "Member dddddd"),
    (SourcePerson(name="1vanK", handle="1vanK"), "Member eeeeee"),
    (SourcePerson(name="Grace Wanjiru", aliases=("Grace Wanjiru",)), GRACE),
    (SourcePerson(name="محمد علي"), "Member gggggg"),
    (SourcePerson(handle="12"), "Member hhhhhh"),
]


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    """For a thread with people whose names are words, too."""
    return Redactor(PEOPLE)


@pytest.mark.parametrize(
    "address",
    [
        "foo.bar@utility.co.ke",
        "foo (at) utility dot org",
        "foo[at]utility.org",
        "foo (arroba) utility punto org",
        "foo.bar at utility.org",
        "mailto:foo@utility.org",
        "[foo@utility.org](mailto:foo@utility.org)",
    ],
)
def test_addresses_go_however_they_are_written(redactor: Redactor, address: str) -> None:
    """Plain, disguised and linked addresses leave a mark."""
    assert redactor.redact(f"Write to {address}, please") == "Write to [e-mail removed], please"


@pytest.mark.parametrize(
    "number",
    [
        "+254 712 345 678",
        "+254712345678",
        "00254712345678",
        "0712345678",
        "0712 345 678",
        "(415) 555-2671",
        "212-456-7890",
        "+33 1 23 45 67 89",
        "01 42 68 53 00",
        "(11) 91234-5678",
    ],
)
def test_telephone_numbers_go(redactor: Redactor, number: str) -> None:
    """International and national numbers, grouped or not."""
    assert redactor.redact(f"Ask {number}.") == "Ask [number removed]."


def test_a_word_before_it_makes_any_long_number_a_telephones(redactor: Redactor) -> None:
    """A number that could be a reading is none after "call" or "WhatsApp"."""
    assert redactor.redact("WhatsApp: 5234567") == "WhatsApp: [number removed]"
    assert redactor.redact("It read 5234567") == "It read 5234567"


@pytest.mark.parametrize(
    "text",
    [
        "DN110 and 315 mm at 0.100 0.300 0.400 bar, PN16, 1,234,567 m3",
        "-1.286389, 36.817223; +37.774929; UTM 37M 257410 9857410",
        "error 0x80070005, code 0712345678, serial 0722 123 456",
        "2021-03-04 10:00 and 01.02.2021 and 3/4/2021, 2003-2013",
        "ISBN 978-0-306-40615-7, ISBN 0-306-40615-2",
        "meter reading 0712345678, 00012345, then 12345678",
        "192.168.100.200 and 10.0.0.1:8080",
        "37986696 37988588 3798859 and 10.5 20.5 30.5",
        "https://x.example/0712345678/+254712345678",
        "look at example.org/x and available at r-project.org, git@github.com:org/repo",
        "Will you check the water level? Dear Water users, the will of Sam. 12 pumps.",
        "hi, will water flow? Thanks, will do. The Smiths' well.",
    ],
)
def test_figures_and_ordinary_words_survive(redactor: Redactor, text: str) -> None:
    """What posts are about is not touched, whatever members are called."""
    assert redactor.redact(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi John, thanks", f"Hi {JOHN}, thanks"),
        ("hi sam, see", "hi Member dddddd, see"),
        ("Thanks Will!", "Thanks Member bbbbbb!"),
        ("Dear Dr. Smith, see", f"Dear Dr. {JOHN}, see"),
        ("Thanks John and Grace for help", f"Thanks {JOHN} and {GRACE} for help"),
        ("Merci beaucoup John", f"Merci beaucoup {JOHN}"),
        ("Hola John:", f"Hola {JOHN}:"),
        ("Obrigado, John", f"Obrigado, {JOHN}"),
        ("Asante sana John", f"Asante sana {JOHN}"),
        ("شكرا محمد", "شكرا Member gggggg"),
        ("@jsmith and @Grace Wanjiru, @Will", f"{JOHN} and {GRACE}, Member bbbbbb"),
        ("John Smith and Smith, John said", f"{JOHN} and {JOHN} said"),
        ("as 1vanK showed", "as Member eeeeee showed"),
        ("as John suggested", f"as {JOHN} suggested"),
        ("> @sam:\n> yes", "> Member dddddd:\n> yes"),
        ("> @stranger:\n> yes", "> somebody:\n> yes"),
        (
            "On 3 Jan, John Smith <john@x.example> wrote:",
            f"On 3 Jan, {JOHN} <[e-mail removed]> wrote:",
        ),
        (
            "Le 3 janv., Paul Inconnu <p@x.example> a écrit :",
            "Le 3 janv., somebody <[e-mail removed]> a écrit :",
        ),
        (
            "It works.\n\nBest regards,\nJohn\nUtility",
            f"It works.\n\nBest regards,\n{JOHN}\nUtility",
        ),
        ("John, close it", f"{JOHN}, close it"),
        ("Water, please", "Water, please"),
        ("As said by John today", f"As said by {JOHN} today"),
        ("> John\n>\n> yes", f"> {JOHN}\n>\n> yes"),
        ("It works.\n\nWill", "It works.\n\nMember bbbbbb"),
    ],
)
def test_people_are_called_what_they_are_called_here(
    redactor: Redactor, text: str, expected: str
) -> None:
    """Full names anywhere; single words where somebody is spoken to or of."""
    assert redactor.redact(text) == expected


def test_two_of_one_first_name_are_somebody() -> None:
    """A first name that two share says of neither who it is."""
    two = [(SourcePerson(name="John Abe"), "A"), (SourcePerson(name="John Ott"), "B")]
    assert Redactor(two).redact("Hi John, John Abe") == "Hi somebody, A"


def test_profiles_go_and_other_addresses_stay(redactor: Redactor) -> None:
    """Links to people become their label or a mark."""
    text = "[e](https://f.example/u/sam) <https://facebook.com/john.smith> https://x.com/a/status/1"
    assert redactor.redact(text) == "e [profile removed] https://x.com/a/status/1"


def test_code_loses_contacts_and_full_names_alone(redactor: Redactor) -> None:
    """Variables and figures in code are not people or telephones; signatures in it are."""
    code = "```\nWill = john[0712345678] # {}, {}\n```\n`1vanK`"
    said = code.format("John Smith", "a@b.example")
    assert redactor.redact(said) == code.format(JOHN, "[e-mail removed]")


def test_kept_names_and_kept_contacts_stay() -> None:
    """Each of them is kept on its own."""
    text = "Hi John Smith, a@b.example +254 712 345 678"
    assert Redactor().redact(text) == "Hi John Smith, [e-mail removed] [number removed]"
    assert Redactor(PEOPLE, keep_contacts=True).redact(text) == text.replace("John Smith", JOHN)
    assert Redactor(keep_contacts=True).redact(text) == text


def test_marks_make_no_links(redactor: Redactor) -> None:
    """A mark before a colon or a bracket would else define or be a link."""
    assert redactor.redact("a@b.example: x") == "[e-mail removed] : x"


@given(st.text("ab@. \n`<>[]():+0123456789\\w", max_size=200))
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    """What is redacted has nothing left to redact."""
    once = Redactor(PEOPLE).redact(text)
    assert Redactor(PEOPLE).redact(once) == once


@pytest.mark.parametrize(
    "part", ["john at a.b ", "@", "0712 345 67 ", "Hi John ", "+1(", "a@a.", "John\n"]
)
@pytest.mark.timeout(60)  # what grows with the square of the text takes many minutes
def test_a_large_text_of_one_pattern_is_redacted(redactor: Redactor, part: str) -> None:
    """Whatever a text is made of, no pattern runs over it again and again."""
    redactor.redact(part * (200_000 // len(part)))
