import re
from pathlib import Path

import pytest

from jaring.ui.icons import ENTITY_ICONS, entity_family, entity_icon

UI = Path(__file__).parent.parent
SPRITE = (UI / "static/ui/vendor/tabler-icons/sprite.svg").read_text()
DRAWN = set(re.findall(r'id="tabler-([a-z0-9-]+)"', SPRITE))


@pytest.mark.parametrize(
    ("kind", "family"), [("person", "who"), ("vessel", "what"), ("venue", "where"), ("new", "what")]
)
def test_it_frames_a_type_by_its_family(kind: str, family: str) -> None:
    assert entity_family(kind) == family


def test_it_draws_types_it_does_not_know_as_a_dot() -> None:
    assert entity_icon("submarine") == "circle-dot"


def test_it_has_a_drawing_for_every_type() -> None:
    assert set(ENTITY_ICONS.values()) <= DRAWN


def test_it_has_a_drawing_for_every_icon_a_page_names() -> None:
    named: dict[str, str] = {}
    for page in UI.parent.rglob("templates/**/*.html"):
        text = page.read_text()
        for name in re.findall(r'<c-icon name="([a-z0-9-]+)"', text) + re.findall(r'\sicon="([a-z0-9-]+)"', text):
            named[name] = page.name
    assert {name: page for name, page in named.items() if name not in DRAWN} == {}
