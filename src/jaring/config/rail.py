"""What stands in the rail for this viewer."""

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    """The viewer and the rooms, for every template."""
    return {"viewer": getattr(request, "viewer", None)}
