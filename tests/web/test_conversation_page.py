"""A discussion's page: who said what to whom, which post answers, and its files."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.library import Post
from tests.web.threads import AT, FILE, POSTS, add_thread, thread
from web.app import create_app
from web.conversation import DEEPEST, Conversation, in_reading_order
from web.rendering.renderer import Renderer

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.fakes import FakeServices

URL = "/documents/night-flow-doubled"


@pytest.fixture
def page(own_services: FakeServices) -> FlaskClient:
    """A browser on a site that has the thread."""
    add_thread(own_services, thread())
    (own_services.home.originals / f"{FILE}.csv").write_bytes(b"hour,flow\n3,12\n")
    return create_app(own_services).test_client()


def test_posts_stand_in_order_with_replies_below(page: FlaskClient) -> None:
    """A question about an answer stands under the answer, and nothing is set in too far."""
    html = page.get(URL).text
    shown = re.findall(r'<li id="post-(\d)" class="post (d\d)', html)
    order = [("1", "d0"), ("2", "d0"), ("3", "d1"), ("5", "d2"), ("7", "d2"), ("4", "d0")]
    assert shown == [*order, ("6", "d0")]


def test_the_answer_is_marked_with_its_reason(page: FlaskClient) -> None:
    """Above the posts there is a way to it, and on the post the reason why it counts."""
    html = page.get(URL).text
    assert '<a href="?at=post-2#post-2">Post 2</a> by Member bbbbbb answers this.' in html
    answer = html.split('id="post-2"')[1].split("</li>")[0]
    assert 'class="post d0 answers"' in answer
    assert "Accepted as the answer" in answer
    assert "like 3" in answer


def test_ids_are_unique_and_headings_stand_below_posts(page: FlaskClient) -> None:
    """Two posts with a heading of one name, and one with a footnote, do not meet."""
    html = page.get(URL).text
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {"p1-data", "p2-data"} <= set(ids)
    assert '<h3 id="p1-data">' in html
    for target in re.findall(r' href="#([^"]+)"', html):
        assert target in ids, target


def test_no_script_survives(page: FlaskClient) -> None:
    """What somebody posted cannot run."""
    html = page.get(URL).text
    assert "<script>alert" not in html
    assert "The district's." in html.replace("&#39;", "'").replace("’", "'")


def test_what_is_not_known_or_gone_says_so(page: FlaskClient) -> None:
    """A missing date, a removed post, a file that the export did not hold."""
    html = page.get(URL).text
    assert "date not stated" in html
    assert "Removed at the request of who wrote it." in html
    assert "not in the export" in html
    assert "night &lt;b&gt;.csv" in html


def test_a_file_is_downloaded_under_its_name(page: FlaskClient) -> None:
    """As an attachment that browsers do not show, whatever its type."""
    response = page.get(f"{URL}/files/{FILE}")
    assert response.data == b"hour,flow\n3,12\n"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", [f"{URL}/files/{'0' * 64}", f"{URL}/files/..", f"/documents/night-flow/files/{FILE}"]
)
def test_only_files_of_the_thread_are_given_out(page: FlaskClient, path: str) -> None:
    """Another document's hash, or none, is not found."""
    assert page.get(path).status_code == 404


def test_a_long_thread_comes_in_parts(own_services: FakeServices) -> None:
    """``?at=post-N`` opens the part that holds the post, and every post is on one of them."""
    long = [Post(n, str(n), "aaaaaa", "M", "Pumps wear. " * 900, AT) for n in range(1, 21)]
    add_thread(own_services, thread(long, "long"))
    client = create_app(own_services).test_client()
    count = int(re.findall(r"Part 1 of (\d+)", client.get("/documents/long").text)[0])
    found = [
        re.findall(r'id="post-(\d+)"', client.get(f"/documents/long?part={part}").text)
        for part in range(1, count + 1)
    ]
    assert count > 2
    assert [one for part in found for one in part] == [str(n) for n in range(1, 21)]
    assert 'id="post-20"' in client.get("/documents/long?at=post-20").text


def test_an_enormous_post_is_shown_whole() -> None:
    """Over several parts, none of its words lost."""
    text = "\n\n".join(f"Word{n} and more." for n in range(20_000))
    document = thread([replace(POSTS[0], text=text)])
    conversation = Conversation(document, Renderer(), None)  # type: ignore[arg-type]  # no marks
    parts = len(conversation.outline.parts)
    shown = "".join(
        str(html) for part in range(1, parts + 1) for _, html in conversation.turns(part)
    )
    assert parts > 3
    assert all(f"Word{n} " in shown for n in range(0, 20_000, 97))


@given(
    st.lists(st.tuples(st.integers(1, 8), st.none() | st.integers(1, 9)), unique_by=lambda p: p[0])
)
def test_every_post_is_shown_once(links: list[tuple[int, int | None]]) -> None:
    """Whatever answers whatever, circles and posts that are not there included."""
    posts = [Post(number, str(number), reply_to=to) for number, to in links]
    turns = in_reading_order(posts)
    assert sorted(turn.post.number for turn in turns) == sorted(number for number, _ in links)
    assert all(0 <= turn.depth <= DEEPEST for turn in turns)
