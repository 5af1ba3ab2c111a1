"""A folder of what a community kept of its Workplace, in all five shapes, made by hand.

Ana, Bela, Chidi and Dora talk in the groups Pumps, Fuites d'eau and Sanitation. Nothing in it was
ever on a real Workplace.
"""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

from tests.ingest.threads.workplace_export import misread

if TYPE_CHECKING:
    from pathlib import Path

ANA = {"id": "100001", "name": "Ana Díaz", "email": "ana@agua.example"}
BELA = {"id": "100002", "name": "Béla Kovács"}
CHIDI = {"id": "100003", "name": "Chidi Okafor", "email": "chidi@water.example"}


def make_folder(folder: Path) -> Path:
    """Write the whole folder."""
    _downloads(folder / "downloads")
    _graph(folder / "graph")
    _tables(folder / "tables")
    _knowledge(folder / "knowledge")
    return folder


def post(at: int, title: str, text: str, **more: Any) -> dict[str, Any]:
    """A post in a group as a download has it, right, not misread."""
    return {"timestamp": at, "data": [{"post": text}], "title": title, **more}


def comment(
    at: int | None, title: str, author: str, group: str, text: str, **more: Any
) -> dict[str, Any]:
    """A comment as a download has it."""
    words = {"timestamp": at, "comment": text, "author": author, "group": group}
    return {"timestamp": at, "data": [{"comment": words}], "title": title, **more}


def download(
    posts: list[dict[str, Any]], comments: list[dict[str, Any]], name: str = "", email: str = ""
) -> dict[str, str]:
    """The files of a person's download by their names, with letters as Facebook writes them."""
    profile = {"profile_v2": {"name": {"full_name": name}, "emails": {"emails": [email]}}}
    files = {
        "groups/group_posts_and_comments.json": {"group_posts_v2": posts},
        "groups/your_comments_in_groups.json": {"group_comments_v2": comments},
        **({"profile_information/profile_information.json": profile} if name else {}),
    }
    return {path: json.dumps(misread(value), indent=1) for path, value in files.items()}


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files by their names."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def pack(path: Path, files: dict[str, str]) -> None:
    """The same as a zip archive."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def _downloads(folder: Path) -> None:
    leak = "Où part l'eau la nuit ? Le débit minimum est resté à 12 m³/h après la réparation."
    photo = {"data": [{"media": {"uri": "groups/media/graph.png", "title": "graph"}}]}
    ana = download(
        [
            post(1_551_693_600, "Ana Díaz posted in Fuites d'eau.", leak, attachments=[photo]),
            post(1_551_700_000, "Ana Díaz posted in Board only.", "Salaries of next year."),
        ],
        [
            comment(1_551_780_000, "Ana Díaz replied to Béla Kovács's comment in Fuites d'eau.",
                    "Ana Díaz", "Fuites d'eau",
                    "@[100002:2048:Béla Kovács] Merci, c'était bien la vanne 14."),
        ],
        ANA["name"], ANA["email"],
    )  # fmt: skip
    ana["groups/media/graph.png"] = "not really a picture"
    ana["messages/inbox/bela_1/message_1.json"] = json.dumps({"messages": [{}, {}]})
    ana["posts/your_posts_1.json"] = json.dumps([post(1_551_693_000, "Ana wrote", "Hello")])
    pack(folder / "ana.zip", ana)
    bela = download(
        [],
        [
            comment(1_551_700_800, "Béla Kovács a commenté la publication de Ana Díaz.",
                    "Béla Kovács", "Fuites d'eau",
                    "Fermez la vanne 14 à 2 h et regardez le débit. Chez nous c'était elle."),
            comment(1_551_901_000, "Béla Kovács a commenté la publication de Dóra Nagy.",
                    "Béla Kovács", "Fuites d'eau", "Quel était le modèle du logger ?"),
        ],
    )  # fmt: skip
    write(folder / "bela", bela)
    groups = [{"id": "900", "name": "Fuites d'eau", "privacy": "CLOSED"},
              {"id": "901", "name": "Board only", "privacy": "SECRET"}]  # fmt: skip
    write(folder / "company", {"groups.json": json.dumps({"data": groups})})


def _graph(folder: Path) -> None:
    def said(identity: str, who: dict[str, str], at: str, message: str, **more: Any) -> Any:
        return {"id": identity, "from": who, "created_time": f"2018-05-{at}+0000",
                "message": message, **more}  # fmt: skip

    noise = said("5002", CHIDI, "10T08:30:00", "Is it the bearing, or does it run dry?", comments={
        "data": [said("5003", ANA, "10T09:00:00", "It ran dry. The intake was clogged.",
                      reactions={"data": [{"type": "LIKE"}, {"type": "WOW"}]})]
    })  # fmt: skip
    first = said(
        "700_5001", ANA, "10T08:00:00", "The pump at **P 3** screams at night.\n\n- new\n- loud",
        formatting="MARKDOWN", updated_time="2018-05-10T10:00:00+0000",
        permalink_url="https://utility.workplace.com/groups/700/permalink/5001/",
        comments={"data": [noise]},
        attachments={"data": [
            {"type": "file_upload", "title": "pump-curve.txt", "url": "https://cdn.fbsbx.com/x"},
            {"type": "share", "title": "Pump curves", "url": "https://example.org/curves"}]},
        reactions={"summary": {"total_count": 4}},
    )  # fmt: skip
    second = said(
        "700_5010",
        BELA,
        "12T08:00:00",
        "",
        story="Béla changed the cover photo.",
        permalink_url="https://utility.workplace.com/groups/700/permalink/5010/",
    )
    late = said("5004", BELA, "11T10:00:00", "Next time put a level switch there.")
    next_page = "https://graph.workplace.com/v3.2/700_5001/comments?after=x"
    write(folder, {
        "group.json": json.dumps({"id": "700", "name": "Pumps", "privacy": "OPEN"}),
        "feed_1.json": json.dumps({"data": [first, second]}),
        "feed_2.json": json.dumps({"data": [first]}),
        "more.json": json.dumps({"data": [late], "paging": {"previous": next_page}}),
        "files/pump-curve.txt": "Q;H\n10;42\n",
    })  # fmt: skip


def _tables(folder: Path) -> None:
    header = ("Post ID,Permalink,Create Time,Updated Time,Author,Author ID,Author Email,"
              "Message,Link,reactions,Comments")  # fmt: skip
    row = ('800_6001,https://x.workplace.com/groups/800/permalink/6001/,'
           '2018-06-01T07:00:00+0000,2018-06-01T08:00:00+0000,Chidi Okafor,chidi@water.example,'
           '100003,"How deep is a ""twin pit"" latrine,\nand when to switch?",,3,2')  # fmt: skip
    comments = [
        {
            "created_time": "2018-06-03T09:00:00+0000",
            "id": "6003",
            "from": {"name": "Ana Díaz", "id": "100001"},
            "message": "After it's full.\nTwo years.",
        }
    ]
    cell = repr(comments).replace('"', '""')
    detail = ("id;from;updated_time;type;message;permalink_url;group_name;reactions;comments\n"
              f"800_6002;{{'name': 'Chidi Okafor', 'id': '100003'}};2018-06-03T09:00:00+0000;link;"
              "When is a pit full?;https://x.workplace.com/groups/800/permalink/6002/;Sanitation;"
              f"[];\"{cell}\"\n")  # fmt: skip
    extractor = (
        "feed_id;feed_type;feed_name;post_id;post_created_date;post_created_time;post_type;"
        "post_status_type;post_message;post_reactions;post_comments;author_id;author_name\n"
        "700;group;Pumps;700_5050;2018-07-01;06:30:00;status;mobile_status_update;True;"
        "1;0;100003;Chidi Okafor\n"
        "700;group;Pumps;700_5051;2018-07-02;06:30:00;status;mobile_status_update;"
        "Spare seals for the old KSB pumps, who still has some?;2.0;;100003;Chidi Okafor\n"
    )
    write(folder, {
        "2018-05-20 00-00-00 800 Sanitation.csv": f"{header}\n{row}\n",
        "post_export.csv": detail,
        "posts.csv": extractor,
    })  # fmt: skip


def _knowledge(folder: Path) -> None:
    def article(identity: str, title: str, content: str, **more: Any) -> dict[str, Any]:
        return {"id": identity, "title": title, "content": content, "status": "PUBLISHED",
                "read_audience": None, "last_updated": 1_517_630_706, **more}  # fmt: skip

    chlorine = article("301", "Chlorine", "<p>Dose <b>0.5 mg/l</b>, measure after 30 min.</p>",
                       last_editor={"id": "100001", "name": "Ana Díaz"})  # fmt: skip
    draft = article("302", "Fluoride", "To be written.", status="DRAFT")
    closed = article("303", "Pay", "Scales.", read_audience={"groups": ["901"]})
    again = {**chlorine, "subcategories": []}
    root = article("300", "Treatment", "", subcategories=[
        {**chlorine, "subcategories": again}, {**draft, "subcategories": []},
        {**closed, "subcategories": []}])  # fmt: skip
    write(folder, {"category_data.txt": json.dumps(root)})
