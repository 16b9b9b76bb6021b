"""Files, functions and templates stay short enough to read in one sitting."""

from pathlib import Path

import pytest

from tools.sizes import FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES, too_long


def test_it_keeps_every_file_function_and_template_short() -> None:
    assert too_long() == []


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for folder in ("src/rooms/templates/rooms", "frontend/node_modules/sigma"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def test_it_names_a_file_that_is_too_long(house: Path) -> None:
    (house / "src/rooms/long.py").write_text("x = 1\n" * (FILE_LINES + 1))
    (house / "src/rooms/full.py").write_text("x = 1\n" * FILE_LINES)
    assert too_long(house) == ["src/rooms/long.py: 401 lines, at most 400"]


def test_it_names_a_function_that_is_too_long(house: Path) -> None:
    (house / "src/rooms/release.py").write_text("def recall():\n" + "    x = 1\n" * FUNCTION_LINES)
    assert too_long(house) == ["src/rooms/release.py:1: recall has 51 lines, at most 50"]


def test_it_names_a_template_that_is_too_long(house: Path) -> None:
    (house / "src/rooms/templates/rooms/page.html").write_text("<p>\n" * (TEMPLATE_LINES + 1))
    assert too_long(house) == ["src/rooms/templates/rooms/page.html: 61 lines, at most 60"]


def test_it_leaves_fetched_packages_alone(house: Path) -> None:
    (house / "frontend/node_modules/sigma/index.js").write_text("x\n" * (FILE_LINES + 1))
    assert too_long(house) == []


def test_it_leaves_built_bundles_alone(house: Path) -> None:
    (house / "src/rooms/network.js").write_text("x\n" * (FILE_LINES + 1))
    (house / "src/rooms/network.LICENSES.txt").touch()
    assert too_long(house) == []
