"""No template carries what the content security policy would block.

``.semgrep/templates.yml`` explains each rule. The rules are read from that file, so that this test and
``make semgrep`` can never disagree.
"""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from tools.sizes import TOP

RULES = yaml.safe_load((TOP / ".semgrep/templates.yml").read_text(encoding="utf-8"))["rules"]
TEMPLATES = sorted(path for path in (TOP / "src").rglob("*.html") if "templates" in path.parts)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_it_finds_nothing_the_rule_forbids(rule: dict[str, str]) -> None:
    pattern = re.compile(rule["pattern-regex"])
    found = [f"{path.relative_to(TOP)}: {match}" for path in TEMPLATES for match in _matches(pattern, path)]
    assert found == [], rule["message"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_it_catches_the_rule_s_own_example(rule: dict[str, str]) -> None:
    examples = (TOP / ".semgrep/templates.html").read_text(encoding="utf-8").splitlines()
    marked = [line for mark, line in pairwise(examples) if f"ruleid: {rule['id']} " in mark]
    assert marked
    assert all(re.search(rule["pattern-regex"], line) for line in marked)


def _matches(pattern: re.Pattern[str], path: Path) -> list[str]:
    return [match.group() for match in pattern.finditer(path.read_text(encoding="utf-8"))]
