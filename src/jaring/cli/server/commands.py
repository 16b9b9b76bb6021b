"""The server verbs."""

from pathlib import Path

import click

from jaring.cli.server.home import home_folder
from jaring.cli.server.preparing import bring_up_to_date, prepared
from jaring.cli.server.serving import Offer, announce, serve_home
from jaring.cli.terminal import json_option, print_json, remark
from jaring.platform.postgres import backup as write_backup
from jaring.platform.postgres import restore as read_backup
from jaring.platform.postgres.archive import Manifest

host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
port_option = click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, envvar="PORT", help="Port to listen on."
)
workers_option = click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes that answer pages."
)


@click.command()
@host_option
@port_option
@workers_option
def serve(host: str, port: int, workers: int) -> None:
    """Start the database, bring it up to date, and serve pages and jobs until Ctrl-C or SIGTERM."""
    offer = Offer(host, port, workers)
    serve_home(home_folder(), offer, before=lambda: None, ready=lambda: announce(offer))


@click.command()
@json_option
def migrate(as_json: bool) -> None:
    """Bring the database up to date and add members that are missing from the register."""
    with prepared(home_folder()):
        added = bring_up_to_date()
    if as_json:
        print_json({"members_added": added})
    else:
        click.echo(f"The database is up to date; {added} members were added to the register.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
def backup(file: Path, as_json: bool) -> None:
    """Write database and attachments into FILE, while the system may go on working."""
    _tell(write_backup(home_folder(), file), f"The backup is in {file}.", as_json)
    if not as_json:
        remark("Keep JARING_HOME/secrets too, in another place: without it second factors cannot be read.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def restore(file: Path, yes: bool, as_json: bool) -> None:
    """Replace database and attachments of this home by the backup in FILE."""
    home = home_folder()
    if not yes:
        click.confirm(f"Everything in {home} that is newer than {file} will be gone. Go on?", abort=True, err=True)
    _tell(read_backup(home, file), f"{file} was restored into {home}.", as_json)
    if not as_json:
        remark("Releases withdrawn after this backup are active again. Check them before people sign in.")


@click.command("add-secretariat")
@click.argument("email")
@click.argument("name")
@json_option
def add_secretariat(email: str, name: str, as_json: bool) -> None:
    """Add the person who keeps the register of members; prints their first password, once."""
    with prepared(home_folder()):
        from jaring.foundation.accounts.bootstrap import add_secretariat_person

        bring_up_to_date()
        password = add_secretariat_person(email, name)
    _tell_password(email, password, as_json)


@click.command("add-administrator")
@click.argument("member")
@click.argument("email")
@click.argument("name")
@json_option
def add_administrator(member: str, email: str, name: str, as_json: bool) -> None:
    """Add the first administrator of MEMBER (its code, such as IDN); prints their first password, once."""
    with prepared(home_folder()):
        from jaring.foundation.accounts.bootstrap import add_administrator_person

        bring_up_to_date()
        password = add_administrator_person(member, email, name)
    _tell_password(email, password, as_json)


def _tell(manifest: Manifest, sentence: str, as_json: bool) -> None:
    counts = {name: count for name, count in sorted(manifest.counts.items()) if count}
    if as_json:
        print_json({"jaring": manifest.jaring, "created": manifest.created, "counts": counts})
        return
    click.echo(sentence)
    for name, count in counts.items():
        click.echo(f"  {name:48} {count:>12,}")


def _tell_password(email: str, password: str, as_json: bool) -> None:
    if as_json:
        print_json({"email": email, "password": password})
        return
    click.echo(f"{email} can sign in with this password, which is shown once:\n\n    {password}\n")
    click.echo("They are asked for a second factor at once, and should change the password on their account page.")
