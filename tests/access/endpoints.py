"""Every way in, read from the URL map: pages by name, operations of the API by method and path."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

from jaring.config.api import api

# What a page answers of itself for each GET or to anybody; no way in of its own.
_GIVEN_ALONG = frozenset({"HEAD", "OPTIONS"})
_NO_METHOD = "FROBNICATE"
_API = "api"
API_ROOT = "/api/v1"


@dataclass(frozen=True, order=True)
class Endpoint:
    """One method at one address. `name` is the URL name of a page, or the path of an API operation."""

    method: str
    name: str

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


@dataclass(frozen=True)
class Route:
    """A pattern of the URL map with its full name and the converters of its parameters."""

    name: str
    callback: Any
    converters: dict[str, str]
    address: str


def page_routes() -> list[Route]:
    """Every pattern below the root that is no operation of the API."""
    return [route for route in _walk(get_resolver(), "", "", {}) if not _is_operation(route)]


def page_endpoints() -> set[Endpoint]:
    """Method and name of every page. A view that turns no method away has the method ANY."""
    return {Endpoint(method, route.name) for route in page_routes() for method in _methods(route)}


def api_endpoints() -> set[Endpoint]:
    """Method and path of every operation, taken from the routers: also those that the schema keeps quiet about."""
    found = set()
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                address = "/" + f"{prefix}/{path}".strip("/").replace("//", "/")
                found |= {Endpoint(method, _without_converters(address)) for method in operation.methods}
    return found


def schema_endpoints() -> set[Endpoint]:
    """Method and path of every operation that the OpenAPI schema describes."""
    schema = api.get_openapi_schema()
    return {
        Endpoint(method.upper(), path.removeprefix(API_ROOT))
        for path, methods in schema["paths"].items()
        for method in methods
    }


def _walk(resolver: URLResolver, namespace: str, prefix: str, converters: dict[str, Any]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        here = prefix + str(pattern.pattern)
        known = {**converters, **pattern.pattern.converters}
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace or "") if part)
            yield from _walk(pattern, inner, here, known)
        elif isinstance(pattern, URLPattern):
            name = f"{namespace}:{pattern.name}" if namespace else str(pattern.name)
            kinds = {key: type(one).__name__ for key, one in known.items()}
            if isinstance(pattern.pattern, RegexPattern):
                kinds |= dict.fromkeys(pattern.pattern.regex.groupindex, "text")
            yield Route(name, pattern.callback, kinds, here)


def _is_operation(route: Route) -> bool:
    space, _colon, name = route.name.partition(":")
    return space == _API and name not in {"openapi-json", "openapi-view", "api-root"}


def _methods(route: Route) -> set[str]:
    view_class = getattr(route.callback, "view_class", None)
    if view_class is not None:
        # Django's form views take PUT for POST; with a body that they do not read, so it opens nothing more.
        offered = {name.upper() for name in view_class.http_method_names if hasattr(view_class, name)} - {"PUT"}
        return offered - _GIVEN_ALONG
    response = Client().generic(_NO_METHOD, _any_address(route))
    if response.status_code != 405:
        return {"ANY"}
    return {one.strip() for one in response["Allow"].split(",")} - _GIVEN_ALONG


def _any_address(route: Route) -> str:
    given = {"UUIDConverter": str(uuid4()), "IntConverter": 1}
    return reverse(route.name, kwargs={key: given.get(kind, "x") for key, kind in route.converters.items()})


def _without_converters(path: str) -> str:
    """`/things/{uuid:thing_id}` as the schema writes it: `/things/{thing_id}`."""
    return re.sub(r"{\w+:", "{", path)
