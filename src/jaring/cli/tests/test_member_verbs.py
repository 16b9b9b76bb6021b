"""Member verbs against a real server: what an officer's IT unit runs on its own machine."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from jaring.cli.main import main
from jaring.cli.server.lifeline import bound_command
from tests.cast import Cast, Player
from tests.server import web_server

LINES = [
    {"id": "lek", "schema": "Person", "properties": {"name": ["Captain Lek"], "nationality": ["th"]}},
    {"id": "boat", "schema": "Vessel", "properties": {"name": ["Tirta Mulya"]}},
    {"id": "own", "schema": "Ownership", "properties": {"owner": ["lek"], "asset": ["boat"]}},
]


@pytest.fixture(scope="module")
def server(whole_cast: Cast) -> Iterator[str]:
    """A web server and a job worker on the scratch cluster."""
    home = Path(settings.HOME)
    environment = {**os.environ, "JARING_HOME": str(home), "DJANGO_SETTINGS_MODULE": "jaring.config.settings"}
    with web_server(home) as address:
        worker = subprocess.Popen(bound_command("jaring.cli.server.work"), env=environment)
        try:
            yield address
        finally:
            worker.terminate()
            worker.wait(30)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Three sound records and one that is not."""
    file = tmp_path / "harbour.ftm.json"
    bad = {"id": "bad", "schema": "Wizard", "properties": {"name": ["Merlin"]}}
    file.write_text("".join(json.dumps(line) + "\n" for line in [*LINES, bad]), encoding="utf-8")
    return file


class Terminal:
    """A person at a terminal with their token."""

    def __init__(self, server: str, player: Player) -> None:
        self.environment = {"JARING_URL": server, "JARING_TOKEN": player.token()}

    def run(self, *words: str) -> Result:
        """Run a verb."""
        return CliRunner().invoke(main, list(words), env=self.environment)

    def json(self, *words: str) -> object:
        """Run a verb that must succeed, with --json."""
        done = self.run(*words, "--json")
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)


@pytest.fixture
def aditi(cast: Cast, server: str) -> Terminal:
    return Terminal(server, cast.aditi)


@pytest.fixture
def chanda(cast: Cast, server: str) -> Terminal:
    return Terminal(server, cast.chanda)


def bring_in(terminal: Terminal, file: Path) -> str:
    """Import a file; the report's id."""
    answer = terminal.json("import", str(file))
    assert isinstance(answer, dict)
    return str(answer["contribution_id"])


def test_it_says_who_the_token_stands_for(aditi: Terminal) -> None:
    done = aditi.run("whoami")
    assert done.exit_code == 0, done.output
    assert "Aditi, Indonesia (IDN)" in done.stdout


def test_it_imports_what_is_sound_and_names_the_rest(aditi: Terminal, sheet: Path) -> None:
    done = aditi.run("import", str(sheet), "--title", "Harbour list")
    assert done.exit_code == 0, done.output
    assert "line 4" in done.stdout
    assert "Wizard" in done.stdout
    assert "3 entities are stored" in done.stdout
    assert "Harbour list" in aditi.run("contributions").stdout


def test_it_adds_nothing_when_the_file_comes_again(aditi: Terminal, sheet: Path) -> None:
    report = bring_in(aditi, sheet)
    again = aditi.json("import", str(sheet))
    assert isinstance(again, dict)
    assert (again["already_stored"], again["contribution_id"]) == (True, report)


def test_it_tries_an_import_without_keeping_anything(aditi: Terminal, sheet: Path) -> None:
    done = aditi.run("import", str(sheet), "--dry-run")
    assert done.exit_code == 0, done.output
    assert "could be kept" in done.stdout
    assert aditi.json("contributions") == []


def test_it_ends_with_2_when_nothing_can_be_stored(aditi: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "broken.ftm.json"
    file.write_text('{"id": "x", "schema": "Wizard"}\n', encoding="utf-8")
    done = aditi.run("import", str(file))
    assert done.exit_code == 2, done.output


def test_it_searches_only_what_the_viewer_may_see(aditi: Terminal, chanda: Terminal, sheet: Path) -> None:
    bring_in(aditi, sheet)
    found = aditi.json("search", "captain", "lek")
    assert isinstance(found, dict)
    assert found["count"] == 1
    hidden = chanda.json("search", "captain", "lek")
    assert isinstance(hidden, dict)
    assert hidden["count"] == 0


def test_it_exports_what_came_in(aditi: Terminal, chanda: Terminal, sheet: Path, tmp_path: Path) -> None:
    bring_in(aditi, sheet)
    target = tmp_path / "out.ftm.json"
    done = aditi.run("export", "-o", str(target))
    assert done.exit_code == 0, done.output
    came_back = {one["id"]: one for one in map(json.loads, target.read_text(encoding="utf-8").splitlines())}
    assert {key: one["properties"] for key, one in came_back.items()} == {
        line["id"]: line["properties"] for line in LINES
    }
    assert chanda.run("export").stdout == ""
    book = tmp_path / "out.xlsx"
    assert aditi.run("export", "--format", "xlsx", "-o", str(book)).exit_code == 0
    assert book.read_bytes()[:2] == b"PK"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_it_releases_and_withdraws(cast: Cast, server: str, aditi: Terminal, sheet: Path) -> None:
    report = bring_in(aditi, sheet)
    rahmat, bao = Terminal(server, cast.rahmat), Terminal(server, cast.bao)
    terms = ["--to", "VNM", "--until", "2027-01-31", "--purpose", "people_smuggling_investigation"]
    made = rahmat.json("release", report, *terms, "--legal-basis", "national_law")
    assert isinstance(made, list)
    seen = bao.json("contributions")
    assert isinstance(seen, list)
    assert [one["id"] for one in seen] == [report]
    assert rahmat.run("withdraw", made[0]["id"], "--reason", "wrong list").exit_code == 0
    assert bao.json("contributions") == []
    assert bao.run("export").stdout == ""


def test_it_explains_what_is_missing_or_wrong(server: str, cast: Cast) -> None:
    runner = CliRunner()
    done = runner.invoke(main, ["whoami"], env={"JARING_TOKEN": ""})
    assert (done.exit_code, "Set JARING_TOKEN" in done.output) == (1, True)
    done = runner.invoke(main, ["whoami"], env={"JARING_URL": server, "JARING_TOKEN": "jaring_unknown"})
    assert (done.exit_code, "token" in done.output) == (1, True)
    done = runner.invoke(main, ["whoami"], env={"JARING_URL": "http://127.0.0.1:9", "JARING_TOKEN": "x"})
    assert (done.exit_code, "No server answers" in done.output) == (1, True)
    assert runner.invoke(main, ["conjure"]).exit_code == 2


def test_it_never_loads_django_for_a_member_verb() -> None:
    program = (
        "import sys; from click.testing import CliRunner; from jaring.cli.main import main;"
        "CliRunner().invoke(main, ['whoami', '--help']); CliRunner().invoke(main, ['--help']);"
        "CliRunner().invoke(main, ['import', '--help']); sys.exit('django' in sys.modules or 'psycopg' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
