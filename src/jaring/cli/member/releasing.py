"""`release` and `withdraw`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time

import click

from jaring.cli.member.connecting import connected
from jaring.cli.terminal import json_option, print_json, remark


@click.command()
@click.argument("contribution_id", metavar="ID")
@click.option("--to", "members", multiple=True, required=True, help="Member code such as VNM; repeatable.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Last day, UTC.")
@click.option("--purpose", required=True, help="Purpose code, such as people_smuggling_investigation.")
@click.option("--legal-basis", required=True, help="Legal basis code, such as national_law.")
@click.option("--condition", "conditions", multiple=True, type=click.Choice(["H0", "H1", "H2", "H3"]))
@click.option("--note", default="", help="A sentence for the members it is released to; they read it.")
@json_option
def release(
    contribution_id: str,
    members: Sequence[str],
    until: datetime,
    purpose: str,
    legal_basis: str,
    conditions: Sequence[str],
    note: str,
    as_json: bool,
) -> None:
    """Release the report ID to members. A release officer's goes out at once; anybody else's waits for one."""
    terms = {
        "to": list(members),
        "ends_at": datetime.combine(until, time.max, tzinfo=UTC).isoformat(),
        "purpose": purpose,
        "legal_basis": legal_basis,
        "conditions": list(conditions),
        "note": note,
    }
    with connected() as client:
        made = client.release(contribution_id, terms)
    if as_json:
        print_json([asdict(one) for one in made])
        return
    for one in made:
        state = "released" if one.state == "active" else "waits for a release officer"
        click.echo(f"{one.to}: {state} until {one.ends_at[:10]}; release {one.id}")


@click.command()
@click.argument("release_id", metavar="RELEASE_ID")
@click.option("--reason", default="", help="Why; the owner's log keeps it.")
@json_option
def withdraw(release_id: str, reason: str, as_json: bool) -> None:
    """Take a release back. The recipient's next request no longer finds the report."""
    with connected() as client:
        ended = client.withdraw(release_id, reason)
    if as_json:
        print_json(asdict(ended))
        return
    click.echo(f"Withdrawn from {ended.to}.")
    remark("Copies they made before can only be asked back.")
