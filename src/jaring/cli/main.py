"""The `jaring` command: verbs are imported when they are called.

Member verbs speak HTTP and start in a blink on a machine without a database, so nothing here imports Django; a
server verb imports it once its database runs.
"""

from importlib import import_module

import click

from jaring import __version__
from jaring.kernel.errors import JaringError

# Verb → where it lives, and the line that `jaring --help` shows without importing it.
SERVER_VERBS = {
    "serve": ("jaring.cli.server.commands:serve", "Start everything: database, pages, jobs."),
    "demo": ("jaring.cli.demo.command:demo", "Start with an invented region and a cast to sign in as."),
    "migrate": ("jaring.cli.server.commands:migrate", "Bring the database up to date."),
    "backup": ("jaring.cli.server.commands:backup", "Write database and attachments into one file."),
    "restore": ("jaring.cli.server.commands:restore", "Replace database and attachments by a backup."),
    "add-secretariat": ("jaring.cli.server.commands:add_secretariat", "Add a person of the secretariat."),
    "add-administrator": ("jaring.cli.server.commands:add_administrator", "Add a member's administrator."),
}
MEMBER_VERBS = {
    "whoami": ("jaring.cli.member.reading:whoami", "Who the token stands for."),
    "search": ("jaring.cli.member.reading:search", "Search everything you may see."),
    "contributions": ("jaring.cli.member.reading:contributions", "List the reports you may see."),
    "import": ("jaring.cli.member.importing:import_file", "Bring a file in as one report."),
    "export": ("jaring.cli.member.exporting:export", "Take out what you may see."),
    "release": ("jaring.cli.member.releasing:release", "Release a report to other members."),
    "withdraw": ("jaring.cli.member.releasing:withdraw", "Take a release back."),
}


class Verbs(click.Group):
    """A group whose commands are imported by name, and whose typed errors are sentences on the terminal."""

    verbs = SERVER_VERBS | MEMBER_VERBS

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs, in the order of the tables above."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one verb."""
        if cmd_name not in self.verbs:
            return None
        module, _, name = self.verbs[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The two lists of verbs, from the tables, so that help imports nothing."""
        for title, verbs in (("On the server", SERVER_VERBS), ("For members (JARING_URL, JARING_TOKEN)", MEMBER_VERBS)):
            with formatter.section(title):
                formatter.write_dl([(name, line) for name, (_, line) in verbs.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; an error that a person may read becomes one sentence and exit code 1."""
        try:
            return super().invoke(ctx)
        except JaringError as error:
            raise click.ClickException(error.message) from error


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="jaring")
def main() -> None:
    """Shared intelligence against people smuggling and trafficking, under each member's own terms."""
