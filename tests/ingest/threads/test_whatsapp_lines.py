"""Lines of WhatsApp chats: what a telephone wrote in any locale is read as it was meant."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.threads.base import DELETED, EMPTY, SYSTEM, UNREADABLE
from ingest.threads.platforms.whatsapp.content import content_of, person, refusal
from ingest.threads.platforms.whatsapp.lines import messages
from tests.ingest.threads.devices import DEVICES, Device

# Names and words of people; a line may not begin like a line of a chat, which nothing could tell.
NAMES = st.text(
    st.characters(categories=["L", "Nd"], include_characters=" '-"), min_size=1, max_size=25
).filter(lambda name: name.strip() and name == " ".join(name.split()))
WORDS = st.text(
    st.characters(categories=["L", "P", "S", "Zs"], exclude_characters="<>@"), max_size=60
)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map("\n".join)
MOMENT = datetime(2021, 3, 5, 14, 5, 9)


@given(st.lists(st.tuples(NAMES, TEXTS), min_size=1, max_size=8), st.sampled_from(DEVICES))
@settings(deadline=None)
def test_what_was_written_is_read(said: list[tuple[str, str]], device: Device) -> None:
    """Every message has its moment, its sender and its words, over as many lines as it has."""
    moments = [MOMENT + timedelta(minutes=7 * number) for number in range(len(said))]
    chat = "\n".join(
        device.line(moment, f"{name}: {text}")
        for moment, (name, text) in zip(moments, said, strict=True)
    )
    found = list(messages(line + "\n" for line in chat.split("\n")))
    assert [line.sender for line in found] == [name for name, _ in said]
    assert [line.text for line in found] == [text.strip() for _, text in said]
    for line, moment in zip(found, moments, strict=True):
        expected = moment if device.seconds else moment.replace(second=0)
        assert line.written.moment(device.order, 2009) == expected


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_nothing_is_an_error(text: str) -> None:
    """Any text is read, and every message of it is taken apart, without an exception."""
    for line in messages(text.splitlines(keepends=True)):
        refusal(line)
        content_of(line.text)
        person(line.sender)


def line_of(rest: str, device: Device = DEVICES[0]) -> str:
    """Why a line is refused."""
    (found,) = messages([device.line(MOMENT, rest) + "\n"])
    return refusal(found)


SYSTEM_LINES = [
    "Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
    "Amina created group “Pumps: all sizes”",
    'Amina changed the subject from "a: b" to "Pumps: all"',
    "Ben joined using this group's invite link",
    "+254 712 345678 left",
    "Les messages et les appels sont chiffrés de bout en bout.",
    "Amina a créé le groupe « Pompes : toutes »",
    "Amina cambió el asunto de «a: b» a «c: d»",
    "Los mensajes están cifrados de extremo a extremo.",
    "Amina mudou o nome do grupo de “a: b” para “c”",
    "أنشأ أمينة المجموعة “مضخات: كل الأحجام”",
    "Amina alibadilisha mada: pampu",
    "Amina aliondoka",
]


@pytest.mark.parametrize("rest", SYSTEM_LINES)
def test_lines_of_whatsapp_itself(rest: str) -> None:
    """What nobody sent is told by having no sender, also where it holds a colon."""
    assert line_of(rest) == SYSTEM


@pytest.mark.parametrize(
    "text",
    [
        "Messages and calls are end-to-end encrypted.",
        "Ben a rejoint le groupe",
        "Ben se unió usando el enlace",
        "Ben saiu",
        "غادر بن",
        "Ben alijiunga",
        "Missed voice call",
    ],
)
def test_ios_writes_such_lines_with_a_sender_and_a_mark(text: str) -> None:
    """After a sender's name, a mark shows that the words are WhatsApp's."""
    assert line_of(f"Pumps: \u200e{text}") == SYSTEM
    assert line_of(f"Pumps: {text}") == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("This message was deleted", DELETED),
        ("\u200eThis message was deleted.", DELETED),
        ("You deleted this message", DELETED),
        ("This message was deleted by admin Amina", DELETED),
        ("Ce message a été supprimé", DELETED),
        ("Vous avez supprimé ce message", DELETED),
        ("Se eliminó este mensaje.", DELETED),
        ("Eliminaste este mensaje", DELETED),
        ("Mensagem apagada", DELETED),
        ("Você apagou esta mensagem", DELETED),
        ("تم حذف هذه الرسالة", DELETED),
        ("Ujumbe huu ulifutwa", DELETED),
        ("Waiting for this message. This may take a while.", UNREADABLE),
        ("", EMPTY),
        ("null", EMPTY),
        ("Who knows why this message was deleted from the forum?", ""),
    ],
)
def test_messages_that_were_taken_back(text: str, reason: str) -> None:
    """Deleted, empty and never received messages have their reasons."""
    assert line_of(f"Amina: {text}") == reason


@pytest.mark.parametrize(
    ("text", "words", "files"),
    [
        ("<Media omitted>", "", ["media"]),
        ("<Médias omis>", "", ["media"]),
        ("<Multimedia omitido>", "", ["media"]),
        ("<Mídia oculta>", "", ["media"]),
        ("\u200f<تم استبعاد الوسائط>", "", ["media"]),
        ("<Media haijajumuishwa>", "", ["media"]),
        ("\u200eimage omitted", "", ["image"]),
        ("\u200eimage absente", "", ["image"]),
        ("\u200eVideo omitido", "", ["Video"]),
        ("\u200eáudio ocultado", "", ["áudio"]),
        ("Look at this \u200eimage omitted", "Look at this", ["image"]),
        ("report.pdf • \u200e3 pages \u200edocument omitted", "", ["report.pdf"]),
        ("\u200e<attached: 0012-PHOTO.jpg>", "", ["0012-PHOTO.jpg"]),
        ("\u200e<pièce jointe : 0012-PHOTO.jpg>", "", ["0012-PHOTO.jpg"]),
        ("\u200e<adjunto: 0012-PHOTO.jpg>", "", ["0012-PHOTO.jpg"]),
        ("\u200e<anexado: 0012-PHOTO.jpg>", "", ["0012-PHOTO.jpg"]),
        ("\u200e<المرفق: 0012-PHOTO.jpg>", "", ["0012-PHOTO.jpg"]),
        ("\u200eIMG-20210305-WA1.jpg (file attached)\nValve", "Valve", ["IMG-20210305-WA1.jpg"]),
        ("plan of 2021.pdf (fichier joint)", "", ["plan of 2021.pdf"]),
        ("plan.pdf (archivo adjunto)", "", ["plan.pdf"]),
        ("plan.pdf (arquivo anexado)", "", ["plan.pdf"]),
        ("plan.pdf (الملف مرفق)", "", ["plan.pdf"]),
        ("Amina.vcf (file attached)", "", ["Amina.vcf"]),
        ("see plan.pdf (second page)", "see plan.pdf (second page)", []),
        ("Fill it \u200e<This message was edited>", "Fill it", []),
        ("Remplir <Ce message a été modifié>", "Remplir", []),
        ("location: https://example.org/?q=1,3", "location: https://example.org/?q=1,3", []),
        ("a < b and c > d", "a < b and c > d", []),
    ],
)  # fmt: skip
def test_what_came_with_a_message(text: str, words: str, files: list[str]) -> None:
    """Files become names, whatever the language, and marks of editing go."""
    content = content_of(text)
    assert (content.text, list(content.files)) == (words, files)


def test_mentions_and_telephone_numbers() -> None:
    """Isolated mentions become @Name; numbers are known by their digits, tildes are dropped."""
    content = content_of("Ask @\u2068~\u202fBen Otieno\u2069 about it")
    assert content.text == "Ask @Ben Otieno about it"
    assert [named.name for named in content.named] == ["Ben Otieno"]
    assert person("+254 712 345678").handle == person("+254\xa0712\xa0345678").handle
    (line,) = messages([DEVICES[0].line(MOMENT, "~\u202fAmina: hello")])
    assert line.sender == "Amina"


def test_pasted_messages_begin_no_message() -> None:
    """A line that looks like those of another telephone goes on with the message before it."""
    chat = [
        "05/03/2021, 14:05 - Amina: look what he wrote\n",
        "[05/03/2021, 14:01:10] Ben: fill it first\n",
        "[05/03, 14:02] Ben: then start\n",
    ]
    assert [line.sender for line in messages(chat)] == ["Amina"]
