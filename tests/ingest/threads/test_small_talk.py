"""What is small talk, and what only begins like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.small_talk import is_small_talk


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!", "Thank you so much Member 7qk2fx 🙏", "+1", "👍👍", ":smile:",
        "Noted with thanks.", "Happy birthday dear colleague! 🎂", "Same here, please share",
        "Welcome to the group, Amina", "My sincere condolences. May his soul rest in peace.",
        "> What pressure?\n\nThanks, that worked :)", "Good morning all",
        "Congratulations team, well done!", "Merci beaucoup pour votre réponse", "Bonjour à tous",
        "Joyeux anniversaire !", "Bien noté, merci", "Muchas gracias por su ayuda",
        "¡Feliz cumpleaños!", "Buenos días a todos", "Recibido, gracias",
        "Muito obrigado pela ajuda", "Parabéns!", "Bom dia a todos", "Meus sentimentos",
        "شكرا جزيلا", "السلام عليكم ورحمة الله وبركاته", "مبروك", "رحمه الله",
        "Asante sana kwa msaada", "Hongera sana", "Habari za asubuhi ndugu", "Pole sana",
        "Reminder: webinar on leakage tomorrow at 14:00 GMT. Join: https://zoom.us/j/123",
        "Rappel : réunion jeudi à 10h30, https://teams.microsoft.com/l/1",
    ],
)  # fmt: skip
def test_small_talk_of_six_languages(text: str) -> None:
    """Greetings, thanks, wishes, condolences, emoji and reminders."""
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Thanks! We replaced the gasket and the leak stopped.", "Thanks, 3 bar.",
        "Hello, what pressure do you run at night?", "Good morning. The pump trips.",
        "Thank you, see https://example.org/guide", "Merci, la vanne était fermée.",
        "Gracias, cambiamos el medidor", "Obrigado, a bomba queimou", "شكرا، المضخة معطلة",
        "Asante, pampu imeharibika", "Noted: close valve V12 first", "Chlorine", "No: it is open",
        "We hold a webinar every month and record it.", "Thanks?", "`ok`",
        "![x](https://x.example/x.png)", "Same here, since the meter was replaced",
    ],
)  # fmt: skip
def test_content_is_none(text: str) -> None:
    """One word that says something makes a post content, however it begins."""
    assert not is_small_talk(text)


@given(st.sampled_from(["Thanks! ", "Bonjour, ", "Asante sana. ", "Ok "]), st.integers(2))
def test_a_figure_is_content(greeting: str, figure: int) -> None:
    """Thanks and a figure may be the answer."""
    assert not is_small_talk(f"{greeting}{figure}")


@given(st.text(max_size=100))
def test_any_text_can_be_judged(text: str) -> None:
    """No text is a fault."""
    assert is_small_talk(text) in {True, False}
