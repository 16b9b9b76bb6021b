"""What views need of accounts: the viewer of a request."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from jaring.foundation.accounts.viewers import Viewer

P = ParamSpec("P")


def signed_in(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Give the view its viewer as second argument; send everybody else to sign in and back."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = viewer_of(request)
        if viewer is None:
            if request.headers.get("HX-Request"):
                response = HttpResponse(status=204)
                response["HX-Redirect"] = redirect_to_login(request.get_full_path())["Location"]
                return response
            return redirect_to_login(request.get_full_path())
        return view(request, viewer, *args, **kwargs)

    return answer


def viewer_of(request: HttpRequest) -> Viewer | None:
    """The viewer the middleware or the API's authentication found, or None."""
    viewer = getattr(request, "viewer", None)
    return viewer if isinstance(viewer, Viewer) else None
