"""Headers that every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_FEATURES = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class QuietCacheMiddleware:
    """Nothing protected stays in a shared or a browser's cache; features that are not used are switched off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers; static files keep their own caching, they pass before this."""
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Permissions-Policy", _FEATURES)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
