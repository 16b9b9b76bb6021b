"""Every room says what it is for before it says anything else."""

import ast
from pathlib import Path

import pytest

from tools.sizes import TOP

PACKAGE = TOP / "src/jaring"
ROOMS = sorted(
    folder
    for storey in ("apps", "foundation", "engines")
    for folder in (PACKAGE / storey).iterdir()
    if folder.is_dir() and folder.name != "__pycache__"
)
STOREYS = [PACKAGE / name for name in ("cli", "client", "config", "platform", "ui", "kernel")]


@pytest.mark.parametrize("folder", ROOMS + STOREYS, ids=lambda folder: str(folder.relative_to(PACKAGE)))
def test_it_begins_with_its_purpose(folder: Path) -> None:
    opening = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    assert opening, f"{folder.relative_to(TOP)}/__init__.py should say what the folder is for and what it owns"


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "base"])
def test_it_has_no_drawer_for_odds_and_ends(name: str) -> None:
    drawers = [str(path.relative_to(TOP)) for path in PACKAGE.rglob("*") if path.name in {name, f"{name}.py"}]
    assert drawers == [], "Name the module after what it holds."
