"""`python -m bench NAME`, `python -m bench all`; without a name, what there is."""

import subprocess
import sys

from rich.console import Console
from rich.table import Table

from bench.registry import BENCHMARKS, Benchmark
from bench.report import figures_table, write_result


def main(arguments: list[str]) -> int:
    """Run what was asked for. Returns 1 when a goal was missed, 2 when nothing has that name."""
    console = Console()
    if not arguments:
        console.print(_list())
        return 0
    if arguments == ["all"]:
        # Each in its own process: Django can be set up for one database only.
        return max(subprocess.call([sys.executable, "-m", "bench", name]) for name in BENCHMARKS)
    if len(arguments) > 1 or arguments[0] not in BENCHMARKS:
        console.print(f"There is no benchmark “{' '.join(arguments)}”.", _list(), sep="\n")
        return 2
    return _run(arguments[0], BENCHMARKS[arguments[0]], console)


def _run(name: str, benchmark: Benchmark, console: Console) -> int:
    console.print(f"[bold]{name}[/bold]: {benchmark.question}")
    figures = benchmark.measure(lambda text: console.print(f"  {text}", style="dim"))
    console.print(figures_table(name, figures))
    console.print(f"written to {write_result(name, figures)}")
    return 1 if any(figure.met is False for figure in figures) else 0


def _list() -> Table:
    table = Table("name", "question", title="python -m bench NAME (or all)")
    for name, benchmark in BENCHMARKS.items():
        table.add_row(name, benchmark.question)
    return table


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
