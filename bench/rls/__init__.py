"""Policies against none on the same 500,000 statements, in one run (docs/design: sharing, "Enforced by the database").

Both sides are asked by the application role over one connection each, in a transaction that carries a viewer's token.
The peer is a twin of every table: same columns, rows, order and indexes, no policy; its search function is ours without
the bitmap. Ours gives the viewer's seven per cent of the rows, the twin gives all: what is compared is what an answer
costs, not the answer. For comparison every question is asked once more by a viewer whose bitmap has every bit, so that
both sides give the same rows: what the policies cost when they spare nothing.
"""

from collections.abc import Callable
from pathlib import Path

import psycopg

from bench.report import Figure
from bench.rls.questions import PAGE_GOAL_MS, QUESTIONS, Question, page_of_newest
from bench.scratch import application, run_file, scratch_cluster, superuser
from bench.timing import Pair, interleaved

VIEWER = "VNM"  # one of fifty; the seed of data.sql gives it about seven per cent
_HERE = Path(__file__).parent
_OURS = {"tables": "intelligence_", "functions": "app."}
_TWIN = {"tables": "bench.", "functions": "bench."}


def measure(tell: Callable[[str], None]) -> list[Figure]:
    """Make the cluster, the data and the twin; ask; throw everything away."""
    with scratch_cluster() as cluster, superuser(cluster) as admin:
        tell("interning labels, writing statements and documents")
        run_file(admin, _HERE / "data.sql")
        tell("copying them into the twin without policies")
        run_file(admin, _HERE / "twin.sql")
        tell("asking both in turn")
        with application(cluster) as ours, application(cluster) as twin:
            token = _token(admin)
            figures = [f for question in QUESTIONS for f in _compare(question, ours, twin, token)]
            figures += [*_pages(ours, twin, token), *_surroundings(admin, ours, token)]
            admin.execute("update app.visible set bits = decode(repeat('ff', octet_length(bits)), 'hex')")
            return figures + [_compare_seeing_all(question, ours, twin, token) for question in QUESTIONS]


def ask(connection: psycopg.Connection, token: str, *queries: str) -> list[tuple[object, ...]]:
    """The rows of the queries, in one transaction in the viewer's session, as every page asks them."""
    rows: list[tuple[object, ...]] = []
    with connection.transaction():
        connection.execute("select set_config('app.session', %s, true)", [token])
        for query in queries:
            rows += connection.execute(query.encode()).fetchall()
    return rows


def _compare(question: Question, ours: psycopg.Connection, twin: psycopg.Connection, token: str) -> list[Figure]:
    here = [query.format(**_OURS) for query in question.queries]
    there = [query.format(**_TWIN) for query in question.queries]
    assert ask(ours, token, *here), f"“{question.name}” finds nothing: the data have changed"
    pair = interleaved(lambda: ask(ours, token, *here), lambda: ask(twin, token, *there))
    return [
        Figure(question.name, round(pair.ratio, 3), "× no policies", goal=question.goal, peer=1.0),
        _milliseconds(question.name, pair),
    ]


def _compare_seeing_all(question: Question, ours: psycopg.Connection, twin: psycopg.Connection, token: str) -> Figure:
    here = [query.format(**_OURS) for query in question.queries]
    there = [query.format(**_TWIN) for query in question.queries]
    assert sorted(map(str, ask(ours, token, *here))) == sorted(map(str, ask(twin, token, *there))), question.name
    pair = interleaved(lambda: ask(ours, token, *here), lambda: ask(twin, token, *there))
    return Figure(f"{question.name}, seeing all", round(pair.ratio, 3), "× no policies", peer=1.0)


def _milliseconds(name: str, pair: Pair, goal: float | None = None) -> Figure:
    return Figure(f"{name}, time", round(pair.ours_median, 2), "ms", goal=goal, peer=round(pair.peer_median, 2))


def _pages(ours: psycopg.Connection, twin: psycopg.Connection, token: str) -> list[Figure]:
    figures = []
    for name, offset in (("page of 50 newest", 0), ("page of 50, the tenth", 450)):
        query = page_of_newest(offset)
        pair = interleaved(
            lambda q=query: ask(ours, token, q.format(**_OURS)),  # type: ignore[misc]  # a default binds the loop's value
            lambda q=query: ask(twin, token, q.format(**_TWIN)),  # type: ignore[misc]
        )
        figures.append(_milliseconds(name, pair, PAGE_GOAL_MS))
    return figures


def _surroundings(admin: psycopg.Connection, ours: psycopg.Connection, token: str) -> list[Figure]:
    """What the figures above stand on: sizes, and the share of the rows that the viewer sees."""
    everything, labels = _number(admin, "select count(*) from intelligence_statement"), "select count(*) from app.label"
    seen = float(str(ask(ours, token, "select count(*) from intelligence_statement")[0][0]))
    return [
        Figure("statements", everything, "rows"),
        Figure("labels", _number(admin, labels), "rows"),
        Figure("share the viewer sees", round(100 * seen / everything, 2), "%"),
    ]


def _token(admin: psycopg.Connection) -> str:
    member = _number(admin, f"select id from accounts_member where code = '{VIEWER}'")
    return f"bench-{member:.0f}"  # as data.sql names them


def _number(connection: psycopg.Connection, query: str) -> float:
    row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return float(row[0])
