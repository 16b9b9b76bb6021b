"""What an operator can set and what the product depends on is written down."""

import re
import tomllib

from tools.sizes import TOP

PYPROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))


def test_it_documents_every_setting_the_code_reads() -> None:
    manual = (TOP / "docs/operators/settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([A-Z_]+)`", manual, flags=re.MULTILINE))
    read = _environment_names()
    assert read - documented == set(), "Add a row for each to docs/operators/settings.md."
    assert documented - read - {"PORT"} == set(), "docs/operators/settings.md explains what nothing reads."


def _environment_names() -> set[str]:
    """Every JARING_… in quotes, less those that only name an attribute of Django's settings."""
    sources = [path.read_text(encoding="utf-8") for path in (TOP / "src").rglob("*.py") if "tests" not in path.parts]
    quoted = set(re.findall(r"""["'](JARING_[A-Z][A-Z0-9_]*|DATABASE_URL)["']""", "\n".join(sources)))
    read = set(re.findall(r"""environ(?:\.get\(|\[)["']([A-Z_]+)["']""", "\n".join(sources)))
    attributes = set(
        re.findall(r"^(JARING_[A-Z_]+)\b", (TOP / "src/jaring/config/settings.py").read_text(), re.MULTILINE)
    )
    return quoted - (attributes - read)


def _declared() -> list[str]:
    groups = PYPROJECT["dependency-groups"].values()
    requirements = [*PYPROJECT["project"]["dependencies"], *(entry for group in groups for entry in group)]
    return sorted({_name(requirement) for requirement in requirements})


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return match.group()


def test_it_lists_every_dependency_with_purpose_and_licence() -> None:
    listing = (TOP / "docs/developers/dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Za-z0-9._-]+) \|([^|]+)\|([^|]+)\|", listing, flags=re.MULTILINE)
    complete = {name.lower() for name, purpose, licence in rows if purpose.strip() and licence.strip()}
    missing = {name for name in _declared() if name.lower() not in complete}
    assert missing == set(), "Add a row for each to docs/developers/dependencies.md."


def test_it_names_nothing_in_the_list_that_the_project_no_longer_uses() -> None:
    listing = (TOP / "docs/developers/dependencies.md").read_text(encoding="utf-8")
    python_part = listing.partition("## In the browser")[0]
    rows = {row.lower() for row in re.findall(r"^\| ([a-z][A-Za-z0-9._-]+) \|", python_part, flags=re.MULTILINE)}
    assert rows - {name.lower() for name in _declared()} - {"package"} == set()


def test_it_locks_every_package_with_hashes_and_without_addresses() -> None:
    for lock in sorted((TOP / "requirements").glob("*.lock")):
        text = lock.read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][^\s]*==[^\n]*\\\n    --hash=sha256:", text, flags=re.MULTILINE)
        names = re.findall(r"^[a-z0-9][^\s]*==", text, flags=re.MULTILINE)
        assert len(pinned) == len(names) > 0, lock.name
        assert not re.search(r"https?://|file://|--(extra-)?index-url|--find-links|/[a-z]+/[a-z]+/", text), lock.name
