"""What every page may say before its view says anything."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_bidi


class Surroundings(TypedDict):
    """The exercise running (or ""), the direction of the page, and when idle sessions end (0: never)."""

    exercise: str
    direction: str
    idle_minutes: int
    idle_seconds: int


def surroundings(request: HttpRequest) -> Surroundings:
    """Context processor for all pages; `idle_seconds` is 0 for those who have no session that could end.

    A request refused before sign-in was looked at carries no user.
    """
    signed_in = hasattr(request, "user") and request.user.is_authenticated
    idle_seconds: int = getattr(settings, "JARING_IDLE_SECONDS", 0)
    return Surroundings(
        exercise=getattr(settings, "JARING_EXERCISE", ""),
        direction="rtl" if get_language_bidi() else "ltr",
        idle_minutes=idle_seconds // 60,
        idle_seconds=idle_seconds if signed_in else 0,
    )
