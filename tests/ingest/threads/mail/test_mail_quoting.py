"""Quotations, signatures and footers of posts in plain text and HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.platforms.mail.flowed import unflowed
from ingest.threads.platforms.mail.html_quoting import folded_html
from ingest.threads.platforms.mail.quoting import folded
from ingest.threads.platforms.mail.repeated import Said
from ingest.threads.platforms.mail.scrubbed import unscrubbed

LINES = [f"The pump number {number} lost its pressure during that night." for number in range(20)]
FOOTER = "_" * 47 + "\nPumps mailing list\nPumps at lists.org\nhttps://lists.org/listinfo/pumps"


def said(*texts: str) -> Said:
    """Earlier posts."""
    earlier = Said()
    for text in texts:
        earlier.add(text)
    return earlier


def quoted(lines: list[str]) -> str:
    """Lines with marks."""
    return "\n".join("> " + line for line in lines)


EARLIER = said("\n".join(LINES))


@pytest.mark.parametrize(
    "intro",
    [
        "On Mon, 3 Mar 2014, Ana Silva wrote:",
        "On Mon, 3 Mar 2014 at 10:00, Ana Silva\n<ana at x.org> wrote:",
        "Le 03/03/2014 10:00, Ana Silva a écrit :",
        "2014-03-03 10:00 GMT+02:00 Ana Silva <ana at x.org>:",
        "El lun., 3 mar. 2014, Ana Silva escribió:",
        "Ana Silva schrieb:",
        "",
    ],
)
def test_a_copy_below_an_answer_goes(intro: str) -> None:
    """With the line that names its author, in any language."""
    text = f"Close the valve.\n\n{intro}\n{quoted(LINES)}\n"
    assert folded(text, EARLIER) == "Close the valve."


@pytest.mark.parametrize(
    "head",
    [
        "-----Original Message-----\nFrom: Ana\nSent: Monday\nTo: List\nSubject: Pump\n",
        "________________________________\nDe : Ana\nEnvoyé : lundi\nÀ : List\nObjet : Pompe\n",
    ],
)
def test_a_copy_as_outlook_makes_it_goes(head: str) -> None:
    """It has no marks, only a header above it."""
    text = "Close the valve.\n\n" + head + "\n" + "\n".join(LINES)
    assert folded(text, EARLIER).removesuffix("_" * 32).strip() == "Close the valve."


def test_a_quotation_before_one_answer_is_cut() -> None:
    """To its first two lines that say something."""
    text = f"Ana wrote:\n> Hi all,\n>\n{quoted(LINES)}\n\nClose the valve."
    assert folded(text, EARLIER) == f"> {LINES[0]}\n> {LINES[1]}\n> …\n\nClose the valve."


def test_quotations_between_answers_stay() -> None:
    """They are what is answered."""
    text = f"{quoted(LINES[:3])}\n\nYes.\n\n{quoted(LINES[3:6])}\n\nNo."
    assert folded(text, EARLIER) == text


def test_long_quotations_between_answers_are_cut_in_the_middle() -> None:
    """What stands right above an answer is what it answers."""
    text = f"{quoted(LINES)}\n\nYes.\n\n{quoted(LINES[3:6])}\n\nNo."
    begun = [*quoted(LINES[:2]).split("\n"), "> …", *quoted(LINES[-4:]).split("\n"), "", "Yes."]
    assert folded(text, EARLIER).split("\n")[:9] == begun


def test_a_quotation_of_what_is_not_there_stays_whole() -> None:
    """It may be all that is left of a post, and "> " may be the prompt of a program."""
    text = f"Close the valve.\n\nOn Monday Ana wrote:\n\n{quoted(LINES)}"
    assert folded(text, said("Other words that have nothing to do with it.")) == text


def test_a_post_that_is_a_quotation_only_is_not_empty() -> None:
    """A little of it stays."""
    assert folded(quoted(LINES), EARLIER) == quoted(LINES[:2]) + "\n> …"


@pytest.mark.parametrize(
    "below",
    [
        "-- \nAna Silva\nWater works\n+1 555 0100",
        "--\nAna Silva",
        "Sent from my iPhone",
        "Envoyé de mon iPhone",
        "Enviado desde mi Samsung Galaxy",
        "Get Outlook for Android<https://aka.ms/x>",
        FOOTER,
        "-- \nAna\n\n" + FOOTER,
        "\t[[alternative HTML version deleted]]",
        "-" * 14 + " next part " + "-" * 14 + "\nAn HTML attachment was scrubbed...\nURL: <x>",
        "-=" * 11 + "-\nGroups.io Links: You receive all messages.\n" + "-=" * 11 + "-",
        f"On Monday Ana wrote:\n{quoted(LINES)}\n> {FOOTER.replace(chr(10), chr(10) + '> ')}",
    ],
)
def test_what_is_below_every_message_goes(below: str) -> None:
    """Signatures, footers of lists, what telephones and archives add."""
    assert folded(unscrubbed(f"Close the valve.\n\n{below}\n").text, EARLIER) == "Close the valve."


@pytest.mark.parametrize(
    "text",
    [
        "First.\n\n--\n\n" + "\n".join(LINES),
        "First.\n\n" + "-" * 30 + "\n\nSecond part about valves.",
        "-- \nAna Silva",
    ],
)
def test_what_only_looks_like_a_signature_stays(text: str) -> None:
    """A divided text, and a post that is nothing else."""
    assert folded(text, EARLIER) == text


def test_files_that_an_archive_took_out_are_named() -> None:
    """Signatures of keys and copies in HTML are no files; other text stays."""
    note = (
        "-------------- next part --------------\nA non-text attachment was scrubbed...\nName: {}\n"
    )
    text = f"See.\n{note.format('plan.pdf')}Size: 1\n\n{note.format('signature.asc')}\nThe end."
    assert unscrubbed(text) == ("See.\n\nThe end.", ("plan.pdf",))


def test_of_a_text_taken_out_its_address_is_left() -> None:
    """The archive kept the words elsewhere: a reader can look there."""
    text = "An embedded and charset-unspecified text was scrubbed...\nName: not available\nURL: <http://x/y>\n"
    assert unscrubbed(text) == ("http://x/y", ())


def test_flowed_paragraphs_are_whole_again() -> None:
    """Of each depth of quotation by itself; a signature's mark is none."""
    text = "> One \n> two\nThree \nfour.\n\n From here\n-- \nAna"
    assert unflowed(text) == "> One two\nThree four.\n\nFrom here\n-- \nAna"
    assert unflowed("水 \n压", delsp=True) == "水压"


@given(st.text("ab>- \n:_", max_size=200))
def test_any_text_folds(text: str) -> None:
    """What is not blank before is not blank after, marks and rules aside."""
    result = folded(text, said(text))
    assert (
        bool(result.strip()) or not any(one in text for one in "ab:") or ">" in text or "-" in text
    )


def test_html_copies_below_an_answer_go() -> None:
    """A quotation that repeats the thread; one of something else stays, as does a post's all."""
    copy = f"<blockquote type=cite>{' '.join(LINES)}</blockquote>"
    html, words = folded_html(f"<p>Close it.</p><div class=gmail_quote>Ana:{copy}</div>", EARLIER)
    assert "Close it." in html
    assert "lost its pressure" not in html
    assert "lost its pressure" in words
    assert "lost its pressure" in folded_html(f"<p>No.</p>{copy}", Said())[0]
    assert "lost its pressure" in folded_html(copy, EARLIER)[0]


def test_megabytes_fold_in_seconds() -> None:
    """Nothing takes the square of a text's length."""
    for text in (
        "> a b c d\n\n" * 100_000,
        "-" * 5_000_000,
        ("On x " * 50 + "\n") * 20_000 + "> y",
    ):
        assert folded(text, said(text[:1000])) is not None
