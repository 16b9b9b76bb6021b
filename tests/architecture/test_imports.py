"""The contracts of ``.importlinter`` hold, and our own kind of contract catches what it should."""

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import grimp
import pytest

from tools.room_doors import RoomDoors
from tools.sizes import TOP

MakeHouse = Callable[[dict[str, str]], grimp.ImportGraph]


def test_it_keeps_every_import_contract() -> None:
    lint_imports = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [lint_imports, "--no-cache"],
        cwd=TOP,
        env={"PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_it_keeps_the_kernel_to_the_standard_library() -> None:
    foreign = [
        f"{path.relative_to(TOP)} imports {package}"
        for path in sorted((TOP / "src/jaring/kernel").glob("*.py"))
        for package in _packages_imported_by(path)
        if package != "jaring" and package not in sys.stdlib_module_names
    ]
    assert foreign == []


def _packages_imported_by(path: Path) -> set[str]:
    packages: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            packages |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            packages.add(node.module.partition(".")[0])
    return packages


@pytest.fixture
def make_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeHouse:
    """Build a package ``skeleton.rooms`` from module names and sources, and return its import graph."""

    def build(modules: dict[str, str]) -> grimp.ImportGraph:
        for name, source in modules.items():
            path = tmp_path.joinpath("skeleton", "rooms", *name.split(".")).with_suffix(".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        for folder in [tmp_path / "skeleton", *(p for p in (tmp_path / "skeleton").rglob("*") if p.is_dir())]:
            (folder / "__init__.py").touch()
        monkeypatch.syspath_prepend(tmp_path)
        return grimp.build_graph("skeleton", cache_dir=None)

    return build


def _intrusions(graph: grimp.ImportGraph) -> list[str]:
    contract = RoomDoors(
        name="Doors", session_options={}, contract_options={"container": "skeleton.rooms", "door": "api"}
    )
    checked = contract.check(graph, verbose=False)
    intrusions: list[str] = checked.metadata["intrusions"]
    assert checked.kept == (intrusions == [])
    return intrusions


def test_it_lets_a_room_enter_another_by_its_door(make_house: MakeHouse) -> None:
    graph = make_house(
        {
            "portal.views": "from skeleton.rooms.intelligence import api\nimport skeleton.rooms.portal.api\n",
            "portal.api": "",
            "intelligence.api": "from skeleton.rooms.intelligence import models\n",
            "intelligence.models": "",
        }
    )
    assert _intrusions(graph) == []


@pytest.mark.parametrize(
    "imported",
    ["intelligence", "intelligence.models", "intelligence.actions.release", "intelligence.actions"],
)
def test_it_stops_a_room_from_climbing_in_elsewhere(make_house: MakeHouse, imported: str) -> None:
    graph = make_house(
        {
            "portal.tests.test_views": f"import skeleton.rooms.{imported}\n",
            "intelligence.api": "",
            "intelligence.models": "",
            "intelligence.actions.release": "",
        }
    )
    assert _intrusions(graph) == [
        f"skeleton.rooms.portal.tests.test_views imports skeleton.rooms.{imported}",
    ]


def test_it_takes_a_module_named_like_the_door_but_deeper_for_no_door(make_house: MakeHouse) -> None:
    graph = make_house(
        {
            "portal.views": "from skeleton.rooms.intelligence.actions import api\n",
            "intelligence.actions.api": "",
        }
    )
    assert _intrusions(graph) == ["skeleton.rooms.portal.views imports skeleton.rooms.intelligence.actions.api"]
