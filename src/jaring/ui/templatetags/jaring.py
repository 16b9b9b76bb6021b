"""`{% load jaring %}`: the thin door between templates and the modules of the ui storey."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django import template
from django.core.paginator import Page
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from jaring.ui import controls, dates, grades, icons, markup, qr, scripts

register = template.Library()

register.filter("entity_icon", icons.entity_icon)
register.filter("entity_family", icons.entity_family)
register.filter("grade_strength", grades.grade_strength)
register.filter("grade_words", grades.grade_words)
register.filter("read_qr", qr.read_qr)
register.filter("control_kind", controls.control_kind)


class SortLink(NamedTuple):
    """Where a column head leads, and the order that stands: `ascending`, `descending` or ""."""

    url: str
    order: str


@register.filter
def language_of(text: object) -> str:
    """The `lang` a name should carry, guessed from its script; "" for plain Latin."""
    return scripts.language_of(str(text))


@register.filter
def name(text: object) -> SafeString:
    """A name in any script: isolated from the direction around it and marked with its language."""
    code = scripts.language_of(str(text))
    return format_html('<bdi lang="{}">{}</bdi>', code, text) if code else format_html("<bdi>{}</bdi>", text)


@register.filter
def markdown(text: object) -> SafeString:
    """An officer's Markdown as HTML that can do nothing."""
    return markup.render_markdown(str(text or ""))


@register.filter
def fact_date(value: dates.Moment | None) -> str:
    """A date as precise as it is known."""
    return dates.fact_date(value) if value else ""


@register.simple_tag
def date_span(first: dates.Moment | None, last: dates.Moment | None) -> str:
    """From when until when, as far as known."""
    return dates.date_span(first, last)


@register.filter
def age(value: dates.Moment | None) -> SafeString:
    """How old, with the exact date behind it."""
    if not value:
        return SafeString("")
    return format_html('<span title="{}">{}</span>', dates.fact_date(value), dates.age(value))


@register.filter
def due(at: datetime | None) -> dates.Due | None:
    """The words for a due time; None when there is none."""
    return dates.due(at) if at else None


@register.filter
def control(field: BoundField) -> SafeString:
    """A form control in the theme's classes."""
    return controls.render_control(field)


@register.filter
def as_json(value: object) -> str:
    """JSON for a data attribute; the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def is_text(value: object) -> bool:
    """Whether a component was handed a sentence rather than a list of members."""
    return isinstance(value, str | Promise)


@register.filter
def language_info(code: str) -> dict[str, Any]:
    """Django's name and direction of a language."""
    return dict(get_language_info(code))


@register.filter
def page_numbers(page: "Page[Any]") -> Iterable[int | str]:
    """The numbers worth showing around a page: the ends, the neighbours, and a gap between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int, parameter: str = "page") -> str:
    """The address of another page of the same list, filters and order kept."""
    query = _query(context)
    query[parameter] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_link(context: Context, key: str, parameter: str = "sort") -> SortLink:
    """Sort by a column; a second press turns the order round. Back to the first page either way."""
    query = _query(context)
    current = query.get(parameter, "")
    order = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    query[parameter] = f"-{key}" if order == "ascending" else key
    query.pop("page", None)
    return SortLink(f"?{query.urlencode()}", order)


def _query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET.copy() if isinstance(request, HttpRequest) else QueryDict(mutable=True)
