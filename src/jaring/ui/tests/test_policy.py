"""The strict content policy, kept at the source: nothing inline, nothing from elsewhere."""

import re
from pathlib import Path

UI = Path(__file__).parent.parent
INLINE = re.compile(r"<style\b|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|href)=["'](?:https?:)?//|url\(["']?(?:data:|https?:|//)|@import""", re.IGNORECASE)


def offences(pattern: re.Pattern[str], *globs: str) -> dict[str, str]:
    """File name and the first offence in it."""
    files = [file for glob in globs for file in UI.glob(glob)]
    assert files
    found = ((file.name, pattern.search(file.read_text())) for file in files)
    return {name: match[0] for name, match in found if match}


def test_it_writes_no_script_and_no_style_into_pages() -> None:
    assert offences(INLINE, "templates/**/*.html") == {}


def test_it_fetches_nothing_from_elsewhere() -> None:
    assert offences(ELSEWHERE, "templates/**/*.html", "static/ui/css/*.css", "static/ui/vendor/tabler/*.css") == {}


def test_it_draws_without_styles_inside_drawings() -> None:
    assert offences(re.compile("<style|<script"), "static/ui/img/*.svg", "static/ui/vendor/tabler-icons/*.svg") == {}


def test_it_says_left_and_right_nowhere() -> None:
    sided = re.compile(
        r"(?:margin|padding|border)-(?:left|right)|(?<!-)\b(?:left|right)\s*:|text-align:\s*(?:left|right)"
    )
    assert offences(sided, "static/ui/css/*.css") == {}
