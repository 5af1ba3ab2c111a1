"""``kb forget``: take out of threads what a person wrote, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kb.errors import UsageFault
from web.cli.common import json_option, open_services, plural, print_json, progress_bar, say

if TYPE_CHECKING:
    from ingest.threads.forgetting import Forgetting, Forgotten

WARNING = (
    "This cannot be undone: {posts} in the threads of this library lose their text, their author's"
    " name and their files. Backups, exports and copies made before still hold them."
)


@click.command()
@click.argument("person")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def command(person: str, *, yes: bool, as_json: bool) -> int:
    """Remove what PERSON wrote in threads: texts, name and files; later imports leave them out.

    PERSON is a code such as 7qk2fx, an e-mail address, or a name as it is shown here. Exit code 3:
    some threads could not be read and may still hold something.
    """
    from web.pipeline import forgetting

    services = open_services()
    library = forgetting(services)
    code, posts = found(library, person)
    say(WARNING.format(posts=plural(posts, "post")))
    if not yes:
        click.confirm(f"Remove everything that {code} wrote?", abort=True, err=True)
    done = library.forget(code)
    with progress_bar("Indexing") as progress:
        services.indexer.purge(progress)
    _tell(done, as_json=as_json)
    return 3 if done.unreadable else 0


def found(library: Forgetting, said: str) -> tuple[str, int]:
    """The code of the person who is meant, and how many posts they wrote.

    Raises:
        UsageFault: nobody is meant, or several people are, with their codes.
    """
    people = library.people()
    codes = library.codes_of(said, people)
    if not codes:
        raise UsageFault(
            f"Nobody here is known as `{said}`",
            "Take the code from the name under a post, such as 7qk2fx in Member 7qk2fx.",
        )
    if len(codes) > 1:
        named = ", ".join(sorted(codes))
        raise UsageFault(f"{len(codes)} people are known as `{said}`", f"Name one: {named}.")
    [code] = codes
    return code, sum(count for (person, _), count in people.items() if person == code)


def _tell(done: Forgotten, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "person": done.person,
                "threads": done.threads,
                "posts": done.posts,
                "attachments": done.attachments,
                "unreadable": [{"path": path, "why": why} for path, why in done.unreadable],
            }
        )
        return
    for path, why in done.unreadable:
        say(f"{path}: {why}. Mend it and run this again.")
    say(
        f"{plural(done.posts, 'post')} in {plural(done.threads, 'thread')} and"
        f" {plural(done.attachments, 'file')} are gone."
    )
