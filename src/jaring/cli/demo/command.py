"""`jaring demo`: serve, with an invented region in it."""

import os
from dataclasses import replace
from pathlib import Path

import click
from rich.table import Table

from jaring.cli.demo.card import FILE, DemoCard, read_card, write_card
from jaring.cli.demo.one_time_code import current_code
from jaring.cli.demo.story import Story, load_story
from jaring.cli.server.commands import host_option, port_option, workers_option
from jaring.cli.server.home import home_folder
from jaring.cli.server.serving import Offer, announce, serve_home
from jaring.cli.terminal import console, progress


@click.command()
@host_option
@port_option
@workers_option
def demo(host: str, port: int, workers: int) -> None:
    """Start Jaring with an invented region, and print how each of its cast signs in.

    Never put real data into it: the passwords stand on the screen and in demo.json.
    """
    home, offer, story = home_folder(), Offer(host, port, workers), load_story()
    # Every page says that nothing on it is real; the settings read this when the database runs.
    os.environ["JARING_EXERCISE"] = story.exercise
    serve_home(
        home,
        offer,
        before=lambda: _prepare(home, offer, story),
        ready=lambda: _introduce(home, offer, story),
    )


def _prepare(home: Path, offer: Offer, story: Story) -> None:
    # Imported only now: both need a database that runs and settings that are read.
    from jaring.cli.demo.load import Loader, is_loaded
    from jaring.cli.demo.people import prepare_people, refuse_real_home

    known = read_card(home)
    refuse_real_home(story, known)
    card = prepare_people(home, story, replace(known or DemoCard(), url=offer.url))
    if card.loaded != story.exercise or not is_loaded(story):
        with progress("Loading the story") as advance:
            Loader(story, lambda title, number, total: advance(number, total, title)).load()
    write_card(home, replace(card, url=offer.url, loaded=story.exercise))


def _introduce(home: Path, offer: Offer, story: Story) -> None:
    announce(offer)
    card = read_card(home)
    if card is None:
        return
    table = Table(title=story.exercise, caption=story.notice, show_lines=False)
    for heading in ("Name", "Member", "Part", "E-mail", "Password", "Second factor", "Code now"):
        table.add_column(heading, overflow="fold", no_wrap=heading in {"E-mail", "Password", "Code now"})
    for person in card.people:
        code = current_code(person.totp_secret)
        roles = ", ".join(role.replace("_", " ") for role in person.roles)
        table.add_row(person.full_name, person.member, roles, person.email, person.password, person.totp_secret, code)
    terminal = console()
    terminal.print(table)
    terminal.print("Tokens for the command line (JARING_TOKEN):")
    for person in card.people:
        terminal.print(f"  {person.email:20} {person.token}", soft_wrap=True)
    terminal.print(f"The same stands in {home / FILE}. Open {offer.url} and sign in; Ctrl-C stops it.", soft_wrap=True)
