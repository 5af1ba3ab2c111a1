"""People's codes and names."""

from __future__ import annotations

import contextlib
import stat
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.base import SourcePerson
from ingest.threads.people import Known, People, PeopleMode, initials, people_key
from kb.backup import back_up
from kb.db import Database, database_url
from kb.errors import HomeFault
from kb.export import export
from kb.home import Home
from kb.restore import restore

if TYPE_CHECKING:
    from pathlib import Path

KEY = bytes(range(32))


def known(mode: PeopleMode = "pseudonym", platform: str = "slack", **person: str) -> Known:
    """Somebody with one key, on one platform."""
    return People(KEY, mode).person(SourcePerson(**person), platform)


def test_a_pseudonym_does_not_change_between_versions() -> None:
    """The code of an address is pinned: libraries that exist rely on it."""
    assert known(email="grace@utility.example", name="Grace W") == Known("8n78fx", "Member 8n78fx")


def test_an_address_is_the_same_person_on_every_platform() -> None:
    """E-mail addresses count whatever their case, and however Pipermail writes them."""
    on_slack = known(platform="slack", email="Grace@Utility.example", handle="U1", name="Grace")
    by_mail = known(platform="mbox", email="grace at utility.example", name="G. Wanjiru")
    assert on_slack == by_mail


def test_without_an_address_a_handle_counts_on_its_own_platform_only() -> None:
    """Two platforms may give one handle to two people."""
    assert known(platform="slack", handle="U1", name="a") == known(platform="slack", handle="u1")
    assert known(platform="slack", handle="U1") != known(platform="yammer", handle="U1")


def test_a_handle_and_a_name_that_are_the_same_word_are_two_people() -> None:
    """What kind of identity it is takes part in the code."""
    assert known(handle="grace").code != known(name="grace").code


def test_another_key_gives_other_codes() -> None:
    """Codes of one home say nothing in another."""
    person = SourcePerson(name="Grace")
    assert People(KEY, "keep").person(person, "x") != People(KEY[::-1], "keep").person(person, "x")


@pytest.mark.parametrize("mode", ["keep", "initials", "pseudonym"])
def test_nobody_is_nobody(mode: PeopleMode) -> None:
    """Where nothing is said there is no code and no name."""
    assert known(mode, name=" \n", email="not an address") == Known("", "")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Grace Wanjiru", "G. W."),
        ("grace.wanjiru_o", "G. O."),
        ("Grace Achieng Wanjiru (NWSC)", "G. W."),
        ("Grace", "G."),
        ("محمد بن علي", "م. ع."),
        ("José Ángel Ñúñez", "J. Ñ."),
        ("王小明", "王."),
        ("किशोर नायर", "कि. ना."),
        ("Ольга Петрова", "О. П."),
        ("12345", ""),
    ],
)
def test_initials_of_every_script(name: str, expected: str) -> None:
    """First letters of the first and the last word, with the marks that belong to them."""
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ({"name": " Grace\n Wanjiru "}, "Grace Wanjiru"),
        ({"name": "+254 712 345 678", "handle": "gwanjiru"}, "gwanjiru"),
        ({"name": "grace@utility.example", "email": "grace@utility.example"}, "grace"),
    ],
)
def test_kept_names_are_one_line_and_no_contacts(person: dict[str, str], shown: str) -> None:
    """Numbers and addresses that stand for a name are not shown as one."""
    assert known("keep", **person).name == shown


def test_a_number_alone_is_called_by_its_code() -> None:
    """A WhatsApp member without a name stays a member, not a number."""
    found = known("initials", name="+254 712 345 678")
    assert found.name == f"Member {found.code}"


@given(st.builds(SourcePerson, name=st.text(), email=st.text(), handle=st.text()))
def test_everybody_gets_a_code_of_six_or_none(person: SourcePerson) -> None:
    """Whatever a platform says of somebody, the code has its form and never changes."""
    first, again = (People(KEY, "initials").person(person, "x") for _ in range(2))
    assert first == again
    assert bool(first.code) == bool(first.name)
    assert len(first.code) in {0, 6}
    assert "\n" not in first.name
    assert not set(first.code) & set("01lo")


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    """Many at once get one key; the file has mode 600."""
    home = Home(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: people_key(home), range(8)))
    assert len(keys) == 1
    assert len(keys.pop()) == 32
    assert stat.S_IMODE(home.people_key.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "no hexadecimal", "abcd", "é"])
def test_a_damaged_key_is_a_fault_and_stays(tmp_path: Path, text: str) -> None:
    """No other key is made in its place, which would rename everybody."""
    home = Home(tmp_path)
    home.people_key.write_text(text, encoding="utf-8")
    with pytest.raises(HomeFault, match=r"people\.key"):
        people_key(home)
    assert home.people_key.read_text(encoding="utf-8") == text


def test_the_key_is_restored_and_never_exported(tmp_path: Path) -> None:
    """Pseudonyms outlive a restore; an export, made to be handed on, does not hold the secret."""
    home, again = Home(tmp_path / "home"), Home(tmp_path / "again")
    home.create()
    key = people_key(home)
    with contextlib.closing(Database(database_url(home, ""))) as database:
        database.upgrade()
        back_up(home, database, tmp_path / "backup.zip")
        export(home, database, tmp_path / "export")
    restore(tmp_path / "backup.zip", again)
    assert people_key(again) == key
    assert stat.S_IMODE(again.people_key.stat().st_mode) == 0o600
    assert "people.key" in zipfile.ZipFile(tmp_path / "backup.zip").namelist()
    assert not any(
        key.hex().encode() in path.read_bytes()
        for path in (tmp_path / "export").rglob("*")
        if path.is_file()
    )
