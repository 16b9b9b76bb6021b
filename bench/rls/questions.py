"""What is asked of both sides. `{tables}` and `{functions}` are filled in: with policies, or the twin without."""

from dataclasses import dataclass

PAGE_GOAL_MS = 5.0
_SEARCH = "select * from {{functions}}search_documents('{words}', '{part}', null, 50)"
# A tsquery that finds nothing, so that the part alone decides.
_NO_WORD = "zzzzzzzz"


@dataclass(frozen=True, slots=True)
class Question:
    """Queries that are timed together, and how many times the twin's time they may take."""

    name: str
    goal: float
    queries: tuple[str, ...]


def _words(*words: str) -> tuple[str, ...]:
    return tuple(_SEARCH.format(words=one, part="") for one in words)


def _parts(*parts: str) -> tuple[str, ...]:
    return tuple(_SEARCH.format(words=_NO_WORD, part=f"%{one}%") for one in parts)


def page_of_newest(offset: int) -> str:
    """The columns and the order of the list of reports."""
    return (
        "select id, owner_id, label_id, reference, title, source_grade, information_grade, marking, handling_codes,"
        " state, kind, reported_at, changed_at from {tables}contribution order by reported_at desc, id desc"
        f" limit 50 offset {offset}"
    )


QUESTIONS = (
    Question(
        "count of a kind",
        1.1,
        ("select count(*) from {tables}statement where schema = 'Person' and prop = 'name'",),
    ),
    Question(
        "group-by over all visible",
        1.1,
        ("select schema, prop, count(*) from {tables}statement group by schema, prop",),
    ),
    # A frequent name (4 % of the documents), a usual one, a rare one, two together.
    Question("full text", 1.3, _words("soryanak", "thanya", "kyawsanullah", "soryanak & thanya")),
    # Of a frequent name, of a usual one, of a number.
    Question("substring", 1.3, _parts("oryana", "hanphor", "00123")),
)
