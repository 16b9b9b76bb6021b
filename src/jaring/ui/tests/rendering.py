"""Render a scrap of template the way a page would."""

import re
from typing import Any

from django.template import Context, engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler


def render(source: str, /, path: str = "/list", **context: Any) -> str:
    """HTML of the scrap, on one line; `path` is the address of the page it stands on."""
    compiled = CottonCompiler().process("{% load jaring %}" + source)
    template = engines["django"].engine.from_string(compiled)  # type: ignore[attr-defined]
    request = RequestFactory().get(path)
    return re.sub(r"\s+", " ", template.render(Context({"request": request, **context}))).strip()
