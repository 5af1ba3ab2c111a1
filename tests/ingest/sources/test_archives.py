"""Archives: good members in, everything else named, nothing written elsewhere."""

from __future__ import annotations

import gzip
import io
import tarfile
import time
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from ingest.sources import source_of
from ingest.sources.archive import ArchiveLimits, ArchiveSource, is_archive

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.sources import SourceItem

SMALL = ArchiveLimits(
    members=5, member_bytes=100_000, total_bytes=250_000, ratio=10, free_bytes=150_000,
    header_bytes=50_000,
)  # fmt: skip


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    """A zip file of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def tarred(path: Path, *members: tuple[str, bytes] | tarfile.TarInfo) -> Path:
    """A tar file of these members, compressed as its name says."""
    ending = path.name.rpartition(".")[2]
    mode = {"tar": "w", "tgz": "w:gz"}.get(ending, f"w:{ending}")
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
            else:
                info = tarfile.TarInfo(member[0])
                info.size = len(member[1])
                archive.addfile(info, io.BytesIO(member[1]))
    return path


def items(path: Path, limits: ArchiveLimits | None = None) -> list[SourceItem]:
    """What an archive yields; nothing is ever written outside its scratch folder."""
    scratch = path.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    before = {p for p in path.parent.rglob("*") if scratch not in p.parents}
    found = list(ArchiveSource(path, limits).items(scratch))
    assert {p for p in path.parent.rglob("*") if scratch not in p.parents} == before
    return found


def refusals(found: list[SourceItem]) -> dict[str, str]:
    """Reasons by name, of what was left out; each is a failure with a remedy."""
    left_out = [item for item in found if item.path is None]
    assert all(item.remedy and item.outcome == "failed" for item in left_out)
    return {item.name: item.refusal for item in left_out}


ENDINGS = ["zip", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_members_are_unpacked(tmp_path: Path, ending: str) -> None:
    """With their own names, and keys that say where they lie."""
    make = zipped if ending == "zip" else tarred
    path = make(tmp_path / f"a.{ending}", ("x.txt", b"one"), ("sub/ü.txt", b"two" * 50_000))
    found = items(path)
    assert {item.name: item.path.read_bytes() for item in found if item.path} == {
        "x.txt": b"one", "ü.txt": b"two" * 50_000,
    }  # fmt: skip
    assert {item.key for item in found} == {f"{path}!/x.txt", f"{path}!/sub/ü.txt"}


@pytest.mark.parametrize("ending", ["zip", "tar"])
@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"]
)
def test_a_path_that_climbs_leads_nowhere(tmp_path: Path, ending: str, name: str) -> None:
    """The member is taken under its last name, inside scratch."""
    make = zipped if ending == "zip" else tarred
    [item] = items(make(tmp_path / f"a.{ending}", (name, b"x")))
    assert item.name == "evil.txt"
    assert item.path is not None
    assert item.path.is_relative_to(tmp_path / "scratch")


def _link(name: str, target: str, kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def test_links_and_devices_in_a_tar_file_are_left_out(tmp_path: Path) -> None:
    """Named, not followed."""
    path = tarred(
        tmp_path / "a.tar",
        _link("sym.txt", "/etc/passwd", tarfile.SYMTYPE),
        _link("hard.txt", "../outside", tarfile.LNKTYPE),
        _link("dev", "", tarfile.CHRTYPE),
        ("good.txt", b"x"),
    )
    found = items(path)
    assert set(refusals(found)) == {"sym.txt", "hard.txt", "dev"}
    assert [item.name for item in found if item.path] == ["good.txt"]


def test_a_link_in_a_zip_file_is_left_out(tmp_path: Path) -> None:
    """It is a file whose text is a path: that is no document."""
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "link" in refusals(items(tmp_path / "a.zip"))["link.txt"]


def test_an_encrypted_member_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    """With what to do about the password."""
    path = zipped(tmp_path / "a.zip", ("a.txt", b"secret"), ("b.txt", b"open"))
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag in the first local header and in its directory entry
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    found = items(path)
    assert "password" in refusals(found)["a.txt"]
    assert [item.name for item in found if item.path] == ["b.txt"]


def test_one_damaged_member_does_not_lose_the_others(tmp_path: Path) -> None:
    """Wherever the damage sits: in a header, or in the data."""
    path = zipped(tmp_path / "a.zip", *((f"{n}.txt", bytes([65 + n]) * 3000) for n in range(4)))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        header, body = (archive.infolist()[n].header_offset for n in (1, 2))
    data[header : header + 4] = b"XXXX"
    data[body + 38] ^= 0xFF
    path.write_bytes(data)
    found = items(path)
    assert set(refusals(found)) == {"1.txt", "2.txt"}
    assert [item.name for item in found if item.path] == ["0.txt", "3.txt"]


def test_a_compression_nobody_knows_is_named(tmp_path: Path) -> None:
    """The other members are still read."""
    path = zipped(tmp_path / "a.zip", ("a.txt", b"x" * 100), ("b.txt", b"y"))
    data = bytearray(path.read_bytes())
    data[8] = data[data.index(b"PK\x01\x02") + 10] = 99
    path.write_bytes(data)
    assert set(refusals(items(path))) == {"a.txt"}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_an_archive_that_was_cut_off_is_named(tmp_path: Path, ending: str, share: float) -> None:
    """Nothing is raised; what could be read may come."""
    make = zipped if ending == "zip" else tarred
    noise = zlib.compress(bytes(range(256)) * 40)
    path = make(tmp_path / f"a.{ending}", *((f"{n}.bin", noise * 8) for n in range(9)))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    found = items(path)
    assert refusals(found) or len(found) == 9  # a tar file ends in bytes that say nothing


@pytest.mark.parametrize("ending", ENDINGS)
def test_something_else_under_the_name_of_an_archive_is_named(tmp_path: Path, ending: str) -> None:
    """As damaged, with the archive's own name."""
    (tmp_path / f"a.{ending}").write_bytes(b"just some text, no archive at all" * 40)
    [reason] = refusals(items(tmp_path / f"a.{ending}")).values()
    assert "damaged archive" in reason


def test_an_archive_in_an_archive_is_named(tmp_path: Path) -> None:
    """Not opened: that is how bombs are made."""
    inner = zipped(tmp_path / "inner.zip", ("a.txt", b"x")).read_bytes()
    found = items(zipped(tmp_path / "a.zip", ("inner.zip", inner), ("b.txt", b"x")))
    assert set(refusals(found)) == {"inner.zip"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_member_that_unpacks_to_too_much_ends_the_archive(tmp_path: Path, ending: str) -> None:
    """What came before it is in; it and what follows is named."""
    make = zipped if ending == "zip" else tarred
    path = make(
        tmp_path / f"a.{ending}", ("a.txt", b"x"), ("b.txt", b"0" * 400_000), ("c.txt", b"y")
    )
    found = items(path, SMALL)
    assert [item.name for item in found] == ["a.txt", "b.txt"]
    assert "more than is allowed" in refusals(found)["b.txt"]


def test_the_ratio_of_a_whole_archive_is_limited(tmp_path: Path) -> None:
    """Many small members that unpack to far more than the archive."""
    path = zipped(tmp_path / "a.zip", *((f"{n}.txt", b"0" * 90_000) for n in range(4)))
    found = items(path, SMALL)
    assert len([item for item in found if item.path]) == 1
    assert "more than is allowed" in next(iter(refusals(found).values()))


def test_the_size_a_zip_file_states_is_not_believed(tmp_path: Path) -> None:
    """A member that lies about itself is stopped or found damaged, not unpacked."""
    path = zipped(tmp_path / "a.zip", ("a.txt", b"0" * 400_000))
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    assert refusals(items(path, SMALL))


def test_a_gigabyte_of_nothing_takes_no_time(tmp_path: Path) -> None:
    """A tar file that skips over a huge unwanted member would have to unpack it."""
    path = tmp_path / "bomb.tar.gz"
    info = tarfile.TarInfo(".hidden-so-skipped")
    info.size = 2**33
    with gzip.open(path, "wb", compresslevel=1) as out:
        out.write(info.tobuf())
        for _ in range(64):
            out.write(bytes(2**20))
    started = time.monotonic()
    assert "more than is allowed" in next(iter(refusals(items(path)).values()))
    assert time.monotonic() - started < 3


def test_a_huge_header_is_not_read(tmp_path: Path) -> None:
    """A name of 64 megabytes is not held in memory."""
    path = tmp_path / "header.tar.gz"
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 64 * 2**20
    with gzip.open(path, "wb", compresslevel=1) as out:
        out.write(info.tobuf())
        for _ in range(65):
            out.write(b"a" * 2**20)
    [reason] = refusals(items(path)).values()
    assert "damaged archive" in reason


def test_too_many_members_are_named(tmp_path: Path) -> None:
    """The first ones are in."""
    path = zipped(tmp_path / "a.zip", *((f"{n}.txt", b"x") for n in range(9)))
    found = items(path, SMALL)
    assert len([item for item in found if item.path]) == 5
    assert "more than 5 files" in refusals(found)["a.zip"]


def test_noise_in_an_archive_is_left_out_silently(tmp_path: Path) -> None:
    """What macOS puts beside every file is no document."""
    path = zipped(
        tmp_path / "a.zip", ("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x"), ("a.txt", b"x")
    )
    assert [item.name for item in items(path)] == ["a.txt"]


def test_an_archive_in_a_folder_is_opened(tmp_path: Path) -> None:
    """Its members come in the place of its name."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    zipped(inbox / "b.zip", ("inside.txt", b"x"))
    (inbox / "a.txt").touch()
    (inbox / "c.txt").touch()
    (tmp_path / "scratch").mkdir()
    found = list(source_of(inbox).items(tmp_path / "scratch"))
    assert [item.name for item in found] == ["a.txt", "inside.txt", "c.txt"]


def test_an_empty_archive_yields_nothing(tmp_path: Path) -> None:
    """And harms nothing."""
    assert items(zipped(tmp_path / "a.zip")) == []
    assert items(tarred(tmp_path / "a.tar")) == []


@pytest.mark.parametrize(
    ("name", "archive"), [("a.ZIP", True), ("a.tar.gz", True), ("a.docx", False), ("a.gz", False)]
)
def test_archives_are_known_by_their_names(tmp_path: Path, name: str, archive: bool) -> None:
    """Office files are zip files too, and must not be taken apart."""
    assert is_archive(tmp_path / name) is archive
