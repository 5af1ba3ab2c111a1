"""Settings from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import KbError, LibraryFault, UsageFault
from kb.settings import Settings


def test_every_setting_has_a_default_and_a_description(monkeypatch: pytest.MonkeyPatch) -> None:
    """An instance runs without one variable set, and each says what it is for."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"KB_{name.upper()}", raising=False)
    assert Settings.load().home == Path("var")
    assert all(field.description for field in Settings.model_fields.values())


def test_a_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its name with the prefix."""
    monkeypatch.setenv("KB_PORT", "8123")
    monkeypatch.setenv("KB_HOME", "/srv/kb")
    settings = Settings.load()
    assert (settings.port, settings.home) == (8123, Path("/srv/kb"))


@pytest.mark.parametrize(
    ("name", "value"), [("KB_PORT", "many"), ("KB_PORT", "70000"), ("KB_OCR", "on")]
)
def test_a_value_that_does_not_fit_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """With the variable's name, as wrong usage, in one line."""
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageFault, match=name) as caught:
        Settings.load()
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_a_fault_reads_as_message_and_remedy() -> None:
    """One line each way, with place where there is one."""
    assert str(KbError("It broke", "Mend it.")) == "It broke. Mend it."
    assert str(KbError("It broke")) == "It broke"
    assert str(LibraryFault("a.md", 3, "id", "Bad", "Do.")) == "a.md:3: Bad. Do."


@pytest.mark.parametrize(
    "address",
    ["localhost:11434/v1", "ftp://host/v1", "http://me:secret@host/v1", "http://h/v1?a=b"],
)
def test_an_address_of_summaries_holds_no_secret(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """It is printed; a password in it is refused, and not repeated in the refusal."""
    monkeypatch.setenv("KB_SUMMARY_URL", address)
    with pytest.raises(UsageFault, match="KB_SUMMARY_URL") as caught:
        Settings.load()
    assert "secret" not in str(caught.value)
    monkeypatch.setenv("KB_SUMMARY_URL", "https://host:8443/v1/")
    assert Settings.load().summary_url == "https://host:8443/v1/"
