"""Every act of the log has words."""

import ast
from collections.abc import Iterator
from pathlib import Path

from jaring.foundation.audit.labels import VERB_LABELS

SOURCE = Path(__file__).resolve().parents[3]
WRITERS = {"record_event", "record_events", "_log", "_finish", "log_network", "own_event"}


def test_it_has_words_for_every_act_that_is_logged() -> None:
    verbs = {verb for path in SOURCE.rglob("*.py") if "tests" not in path.parts for verb in verbs_in(path)}
    assert {"add_attachment", "deactivate_person", "add_facts", "read_network"} <= verbs
    assert verbs <= set(VERB_LABELS)


def verbs_in(path: Path) -> Iterator[str]:
    """What a file writes into the log: the first text among the arguments, or both of a choice."""
    text = path.read_text(encoding="utf-8")
    if "record_event" not in text:
        return
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and name_of(call.func) in WRITERS:
            yield from next(filter(None, map(texts_of, call.args)), [])


def name_of(function: ast.expr) -> str:
    """The name something is called by."""
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def texts_of(given: ast.expr) -> list[str]:
    """The texts an argument may be; none for anything but a text or a choice of two."""
    if isinstance(given, ast.IfExp):
        return texts_of(given.body) + texts_of(given.orelse)
    return [given.value] if isinstance(given, ast.Constant) and isinstance(given.value, str) else []
