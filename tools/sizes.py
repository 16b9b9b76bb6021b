"""Hold files, functions and templates to sizes that keep a newcomer oriented.

Run ``python -m tools.sizes``; it prints one line for each that is too long and fails when there is any.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 50
TEMPLATE_LINES = 60

TOP = Path(__file__).resolve().parent.parent
SOURCE_FOLDERS = ("src", "tests", "tools", "bench", "frontend")
SOURCE_SUFFIXES = {".py", ".sql", ".js", ".mjs", ".ts", ".css"}
# Fetched packages are not ours to shorten.
NOT_OURS = {"node_modules", "vendor"}


def too_long(top: Path = TOP) -> list[str]:
    """One line for each file, template or function that is longer than it may be, in order of path."""
    faults: list[str] = []
    for path in _files(top):
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(top)
        limit = TEMPLATE_LINES if _is_template(path) else FILE_LINES
        lines = len(text.splitlines())
        if lines > limit:
            faults.append(f"{where}: {lines} lines, at most {limit}")
        if path.suffix == ".py":
            faults += [f"{where}:{fault}" for fault in _long_functions(text)]
    return faults


def _files(top: Path) -> Iterator[Path]:
    for folder in SOURCE_FOLDERS:
        for path in sorted((top / folder).rglob("*")):
            written = NOT_OURS.isdisjoint(path.relative_to(top).parts) and not _is_built(path)
            if written and (path.suffix in SOURCE_SUFFIXES or _is_template(path)):
                yield path


def _is_built(path: Path) -> bool:
    """A bundle lies beside the licences of what was built into it."""
    return path.with_suffix(".LICENSES.txt").exists()


def _is_template(path: Path) -> bool:
    return path.suffix in {".html", ".txt"} and "templates" in path.parts


def _long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{node.lineno}: {node.name} has {lines} lines, at most {FUNCTION_LINES}"


def main() -> int:
    faults = too_long()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
