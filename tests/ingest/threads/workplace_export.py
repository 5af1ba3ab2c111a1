"""A synthetic Workplace export: people's downloads as zip archives, and the truth about them.

Posts, comments and replies of several groups in six languages, each in the download of who wrote
it, with the line above it in the language of that person, texts misread as Latin-1 as Facebook
writes them, and no ids. Every text ends in its number, so that it can be found again.
"""

from __future__ import annotations

import json
import math
import random
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_START, _END = 1_420_070_400, 1_735_689_600  # 2015 to 2024
GROUPS = (
    "Pumps and boreholes", "Forages en Afrique de l'Ouest", "Agua rural en Perú",
    "Redução de perdas", "Leckageortung", "Тарифы и учёт", "Utilities in Kenya", "Sanitation",
)  # fmt: skip
_SECRET = "Board only"
_WORDS = {
    "en": "The pump loses pressure at night and nobody knows where the water goes.",
    "fr": "La pompe perd de la pression la nuit, où va l'eau après la vanne cassée ?",
    "es": "¿Quién midió el caudal mínimo nocturno en la línea de conducción ayer?",
    "pt": "A medição de vazão não está correta, alguém já calibrou o medidor?",
    "de": "Der Druck fällt nachts über den Prüfschacht ab, größere Lecks gab es früher.",
    "ru": "Ночью падает давление, и никто не знает, где утечка на линии.",
}
# The lines above a post, a comment on another's and on one's own post, and the same for replies.
_LINES = {
    "en": ("{a} posted in {g}.", "{a} commented on {t}'s post in {g}.",
           "{a} commented on their own post in {g}.", "{a} replied to {t}'s comment in {g}."),
    "fr": ("{a} a publié dans {g}.", "{a} a commenté la publication de {t}.",
           "{a} a commenté sa propre publication.", "{a} a répondu au commentaire de {t}."),
    "es": ("{a} publicó en {g}.", "{a} comentó la publicación de {t}.",
           "{a} comentó su propia publicación.", "{a} respondió al comentario de {t}."),
    "pt": ("{a} publicou em {g}.", "{a} comentou a publicação de {t}.",
           "{a} comentou sua própria publicação.", "{a} respondeu ao comentário de {t}."),
    "de": ("{a} hat einen Beitrag in {g} geteilt.", "{a} hat den Beitrag von {t} kommentiert.",
           "{a} hat den eigenen Beitrag kommentiert.",
           "{a} hat auf den Kommentar von {t} geantwortet."),
    "ru": ("{a} опубликовал(а) запись в группе {g}.", "{a} прокомментировал(а) запись {t}.",
           "{a} прокомментировал(а) запись {a}.", "{a} ответил(а) на комментарий {t}."),
}  # fmt: skip


@dataclass
class Truth:
    """What the generator knows.

    Attributes:
        thread: number of the post that each post or comment is about, by its own number.
        answered: number of the comment that a reply answers.
        secret: how many were written in a secret group.
        messages: how many private messages there are.
    """

    thread: dict[int, int] = field(default_factory=dict)
    answered: dict[int, int] = field(default_factory=dict)
    secret: int = 0
    messages: int = 0


@dataclass(frozen=True)
class _Said:
    number: int
    author: int
    group: str
    at: int
    line: str
    text: str
    comment: bool


class _Community:
    """People who write."""

    def __init__(self, users: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.users = users
        self.names = [f"{_FIRST[i % len(_FIRST)]} {_LAST[i // len(_FIRST) % len(_LAST)]} {i}"
                      for i in range(users)]  # fmt: skip
        self.languages = [self.chance.choice(tuple(_LINES)) for _ in range(users)]
        self.truth = Truth()
        self.said: list[_Said] = []

    def person(self) -> int:
        """Somebody: a few write much, most write little."""
        return min(self.users - 1, int(self.users * self.chance.random() ** 1.5))

    def write(self, author: int, group: str, at: int, kind: int, target: int | None = None) -> int:
        """Write a post (kind 0), a comment (1) or a reply (3); its number."""
        language = self.languages[author]
        kind = 2 if kind == 1 and target == author else kind
        line = _LINES[language][kind].format(
            a=self.names[author], g=group, t=self.names[author if target is None else target]
        )
        number = len(self.said)
        text = f"{_WORDS[language]} {number}"
        self.said.append(_Said(number, author, group, at, line, text, kind > 0))
        return number

    def thread(self, posts: int) -> None:
        """A post, and as many comments and replies as make up ``posts``."""
        group = _SECRET if self.chance.random() < 0.02 else self.chance.choice(GROUPS)
        author, at = self.person(), self.chance.randrange(_START, _END)
        root = self.write(author, group, at, 0)
        self.truth.thread[root] = root
        self.truth.secret += posts if group == _SECRET else 0
        comments: list[tuple[int, int, int]] = []
        for _ in range(posts - 1):
            who = self.person()
            if comments and self.chance.random() < 0.35:
                answered, whose, then = self.chance.choice(comments)
                number = self.write(who, group, then + self._delay(), 3, whose)
                self.truth.answered[number] = answered
            else:
                then = at + self._delay()
                number = self.write(who, group, then, 1, author)
                comments.append((number, who, then))
            self.truth.thread[number] = root

    def _delay(self) -> int:
        """Seconds until somebody answers: soon, or ever more rarely within ten days."""
        return int(math.exp(self.chance.uniform(math.log(60), math.log(864_000))))


_FIRST = ("Ana", "José", "Zoë", "Иван", "Fatou", "Jürgen", "Lê", "Mary", "Ömer", "Aïcha")
_LAST = ("Diaz", "Müller", "Nguyễn", "Traoré", "O'Brien", "Петров", "Sá", "Kimani", "Ærø")


def make_export(folder: Path, posts: int, users: int, seed: int = 7) -> Truth:
    """Write an export of ``posts`` posts and comments by ``users`` people; the truth about it."""
    community = _Community(users, seed)
    while len(community.said) < posts:
        size = min(1 + int(community.chance.expovariate(0.3)), posts - len(community.said))
        community.thread(size)
    own: dict[int, list[_Said]] = defaultdict(list)
    for said in community.said:
        own[said.author].append(said)
    folder.mkdir(parents=True, exist_ok=True)
    groups = [
        {"id": str(900 + i), "name": name, "privacy": "CLOSED"} for i, name in enumerate(GROUPS)
    ]
    groups.append({"id": "999", "name": _SECRET, "privacy": "SECRET"})
    (folder / "company_groups.json").write_text(json.dumps({"data": groups}), "utf-8")
    for user in range(users):
        _download(folder / f"user-{user:05}-1.zip", community, user, own[user])
    return community.truth


def _download(path: Path, community: _Community, user: int, said: list[_Said]) -> None:
    posts = [_post(one) for one in said if not one.comment]
    comments = [_comment(one, community.names[user]) for one in said if one.comment]
    profile = {"name": {"full_name": community.names[user]},
               "emails": {"emails": [f"user{user}@example.org"]}}  # fmt: skip
    messages = [{"sender_name": "x", "timestamp_ms": 1, "content": "secret"}] * (user % 3)
    community.truth.messages += len(messages)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, value in (
            ("groups/group_posts_and_comments.json", {"group_posts_v2": posts}),
            ("groups/your_comments_in_groups.json", {"group_comments_v2": comments}),
            ("profile_information/profile_information.json", {"profile_v2": profile}),
            ("messages/inbox/x_1/message_1.json", {"messages": messages}),
        ):
            archive.writestr(name, json.dumps(misread(value)))


def _post(said: _Said) -> dict[str, Any]:
    return {"timestamp": said.at, "data": [{"post": said.text}], "title": said.line}


def _comment(said: _Said, author: str) -> dict[str, Any]:
    words = {"timestamp": said.at, "comment": said.text, "author": author, "group": said.group}
    return {"timestamp": said.at, "data": [{"comment": words}], "title": said.line}


def misread(value: Any) -> Any:
    """The value with all its strings as Facebook writes them: UTF-8 bytes as Latin-1 letters."""
    if isinstance(value, str):
        return value.encode().decode("latin-1")
    if isinstance(value, list):
        return [misread(one) for one in value]
    if isinstance(value, dict):
        return {name: misread(one) for name, one in value.items()}
    return value
