"""Hub files."""

from __future__ import annotations

import pytest

from kb.errors import LibraryFault
from kb.library import Hub


def test_a_hub_is_read() -> None:
    """Title, order, summary and body are there, and unknown keys harm nothing."""
    hub = Hub.parse(
        "---\nid: sanitation\ntitle: Sanitation\nkind: hub\norder: 3\nours: x\n---\nAbout it.\n"
    )
    assert (hub.id, hub.title, hub.order, hub.language) == ("sanitation", "Sanitation", 3, "en")
    assert hub.body == "About it.\n"
    assert hub.url == "/hubs/sanitation"
    assert hub.line_of("order") == 5


@pytest.mark.parametrize(
    ("fields", "line", "field"),
    [
        ("title: T", 1, "id"),
        ("id: Big", 2, "id"),
        (f"id: {'a' * 61}\ntitle: T", 2, "id"),
        ("id: h", 1, "title"),
        ("id: h\ntitle: T\nkind: guide", 4, "kind"),
        ("id: h\ntitle: T\norder: 1", 1, "kind"),
        ("id: h\ntitle: T\nkind: hub\norder: first", 5, "order"),
        ("id: h\ntitle: T\nkind: hub\norder: 99999999999", 5, "order"),
    ],
)
def test_a_hub_that_is_wrong_is_named(fields: str, line: int, field: str) -> None:
    """File, line and field are named, and what a hub needs."""
    with pytest.raises(LibraryFault) as caught:
        Hub.parse(f"---\n{fields}\n---\n", "h/hub.md")
    assert (caught.value.path, caught.value.line, caught.value.field) == ("h/hub.md", line, field)
    assert "`id`, `title`" in caught.value.remedy
