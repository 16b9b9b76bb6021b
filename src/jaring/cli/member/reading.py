"""`whoami`, `search`, `contributions`."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import islice

import click
from rich.table import Table
from rich.text import Text

from jaring.cli.member.connecting import connected
from jaring.cli.terminal import console, json_option, print_json, remark
from jaring.client.answers import Found


@click.command()
@json_option
def whoami(as_json: bool) -> None:
    """Say who the token stands for, what it may be used for, and what you may see."""
    with connected() as client:
        me = client.whoami()
    if as_json:
        print_json(asdict(me))
        return
    click.echo(f"{me.name}, {me.member_name} ({me.member})")
    click.echo(f"Roles: {_words(me.roles)}. Clearance: {me.clearance}.")
    click.echo(f"This token: {_words(me.scopes)}; purpose: {me.purpose.replace('_', ' ') or 'none'}.")


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, help="Only this kind, such as person, vessel or report; repeatable.")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Which page of 50.")
@json_option
def search(text: Sequence[str], kinds: Sequence[str], page: int, as_json: bool) -> None:
    """Search everything you may see for words, parts of words, or an identifier however it is written."""
    with connected() as client:
        found = client.search(" ".join(text), kinds=kinds, page=page)
    if as_json:
        print_json(asdict(found))
        return
    _print_hits(found)


@click.command()
@click.option("--whose", type=click.Choice(["me", "member", "others"]), help="Only mine, my member's, or others'.")
@click.option("--text", default="", help="Part of a title or reference.")
@click.option("--most", type=click.IntRange(1), default=200, show_default=True, help="Stop after this many.")
@json_option
def contributions(whose: str | None, text: str, most: int, as_json: bool) -> None:
    """List the reports you may see, newest first."""
    with connected() as client:
        found = list(islice(client.contributions(whose=whose or "", text=text), most))
    if as_json:
        print_json([asdict(one) for one in found])
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Reference", "Date", "Owner", "State", "Marking", "Grade", "Until", "Id", "Title"):
        table.add_column(heading, no_wrap=heading != "Title")
    for one in found:
        cells = (one.reference, one.reported_at, one.owner, one.state, one.marking, one.grade, (one.until or "")[:10])
        table.add_row(*(Text(cell) for cell in (*cells, one.id, one.title)))
    console().print(table)
    remark(f"{len(found)} reports you may see.")


def _print_hits(found: Found) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("Kind", "Owner", "Name", "Found by", "Id"):
        table.add_column(heading, no_wrap=heading == "Id")
    for hit in found.items:
        name = f"{hit.caption} ({hit.roman})" if hit.roman else hit.caption
        by = hit.identifier or hit.reason
        # Text, not markup: a name may hold square brackets.
        table.add_row(*(Text(cell) for cell in (hit.kind, hit.owner, f"{name} {hit.reference}".strip(), by, hit.id)))
    console().print(table)
    remark(f"{'More than ' if found.more else ''}{found.count:,} found among what you may see.")


def _words(codes: Sequence[str]) -> str:
    return ", ".join(code.replace("_", " ") for code in codes) or "none"
