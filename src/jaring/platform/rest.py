"""What every operation of the API shares: the shape of problems and pages, and input the database can store."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from django.core.paginator import Page as DjangoPage
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import Query, Schema
from ninja.errors import HttpError
from ninja.parser import Parser
from pydantic import Field, StringConstraints

ItemT = TypeVar("ItemT")

LAST_PAGE = 100_000

Code = Annotated[str, StringConstraints(max_length=40, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(max_length=400)]
# No day of a report, a release or a log lies outside; the first and last of Python overflow when a day is added.
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2999, 12, 31))]
PageNumber = Annotated[int, Query(ge=1, le=LAST_PAGE, description="Which page; 50 items stand on one.")]


class Problem(Schema):
    """Something that did not work: a sentence for a person, and the field it is about, if it is about one."""

    message: str
    field: str | None = None


class Listing(Schema, Generic[ItemT]):
    """One page of a list. `count` counts all the viewer may see; `next` is the number of the next page, if any."""

    items: list[ItemT]
    count: int
    next: int | None = None


class Made(Schema):
    """The id of what was made."""

    id: str


READ_PROBLEMS: dict[int, type[Schema]] = {401: Problem, 403: Problem, 404: Problem, 422: Problem}
WRITE_PROBLEMS: dict[int, type[Schema]] = {**READ_PROBLEMS, 409: Problem, 413: Problem}


def reads(answer: Any) -> dict[int, Any]:
    """The `response` of an operation that reads."""
    return {200: answer, **READ_PROBLEMS}


def writes(answer: Any, status: int = 200) -> dict[int, Any]:
    """The `response` of an operation that changes something; 204 carries nothing."""
    return {status: answer, **WRITE_PROBLEMS}


def sends(*media_types: str) -> dict[str, Any]:
    """The `openapi_extra` of an operation that answers with a file."""
    file = {"schema": {"type": "string", "format": "binary"}}
    return {"responses": {200: {"description": "The file", "content": dict.fromkeys(media_types, file)}}}


def listing(page: DjangoPage[Any], items: Sequence[object]) -> dict[str, object]:
    """A page of Django's paginator as a `Listing`."""
    following = page.next_page_number() if page.has_next() else None
    return {"items": list(items), "count": page.paginator.count, "next": following}


class StorableParser(Parser):
    """Refuses text that PostgreSQL cannot hold (NUL, halves of surrogate pairs) before any operation sees it."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The JSON body."""
        try:
            body = json.loads(request.body)
        except (ValueError, RecursionError) as broken:
            raise HttpError(422, "The body is not JSON that can be read.") from broken
        if not _is_storable(body):
            raise HttpError(422, "The body holds a character that cannot be stored, such as NUL.")
        if not isinstance(body, dict):
            # Ninja reads attributes as well as keys: a bare text has a method `title`, and would pass for an object.
            raise HttpError(422, "The body must be a JSON object.")
        return body

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """The query, or the fields of a form."""
        found = super().parse_querydict(data, list_fields, request)
        if not _is_storable(found):
            raise HttpError(422, "A parameter holds a character that cannot be stored, such as NUL.")
        return found


def _is_storable(value: object) -> bool:
    """Walks without recursion: what json.loads could nest, a recursive walk might not climb."""
    waiting: list[object] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if "\x00" in one or any("\ud800" <= char <= "\udfff" for char in one):
                return False
        elif isinstance(one, dict):
            waiting.extend(one.keys())
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return True
