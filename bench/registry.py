"""All benchmarks by name. A new one is a folder with `measure`, and a line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench import pages, rls
from bench.report import Figure

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """`measure` does everything, from the scratch database to the figures, and leaves nothing behind."""

    question: str
    measure: Callable[[Tell], list[Figure]]


BENCHMARKS: Mapping[str, Benchmark] = {
    "rls": Benchmark("What do the row policies cost on 500,000 statements?", rls.measure),
    "pages": Benchmark("What do they cost a signed-in list page through granian?", pages.measure),
}
