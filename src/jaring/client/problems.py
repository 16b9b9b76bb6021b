"""What can go wrong between a member's machine and the server, in sentences that say what to do."""

from http import HTTPStatus

import httpx

from jaring.kernel.errors import BadInputError, ConflictError, JaringError, NotAllowedError, NotFoundError


class UnreachableError(JaringError):
    """The server did not answer, or what answered is no Jaring."""


class RefusedTokenError(JaringError):
    """The token is unknown, over or revoked."""


class BusyError(JaringError):
    """Too many requests, or the server is not ready; the same will work later."""


class ServerFailedError(JaringError):
    """The server made a mistake."""


_KINDS: dict[int, type[JaringError]] = {
    HTTPStatus.BAD_REQUEST: BadInputError,
    HTTPStatus.UNAUTHORIZED: RefusedTokenError,
    HTTPStatus.FORBIDDEN: NotAllowedError,
    HTTPStatus.NOT_FOUND: NotFoundError,
    HTTPStatus.CONFLICT: ConflictError,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: BadInputError,
    HTTPStatus.UNPROCESSABLE_ENTITY: BadInputError,
    HTTPStatus.TOO_MANY_REQUESTS: BusyError,
    HTTPStatus.BAD_GATEWAY: BusyError,
    HTTPStatus.SERVICE_UNAVAILABLE: BusyError,
    HTTPStatus.GATEWAY_TIMEOUT: BusyError,
}
_WITHOUT_SENTENCE: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "The server does not know this token. Make a new one on your account's page.",
    HTTPStatus.FORBIDDEN: "Your role or your token does not allow this.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address. Is JARING_URL the address of a Jaring server?",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The file is larger than the server takes. Split it.",
    HTTPStatus.TOO_MANY_REQUESTS: "The server asks for patience. Try again in a minute.",
}


def problem_of(response: httpx.Response) -> JaringError:
    """The typed error of an answer that is no success. Its body must have been read."""
    status = response.status_code
    message, field = _sentence(response)
    if status in _KINDS:
        return _KINDS[status](message or _WITHOUT_SENTENCE.get(status, f"The server answered {status}."), field=field)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        sentence = message or f"The server failed ({status}). Its operator finds the reason in the log."
        return ServerFailedError(sentence, field=field)
    return UnreachableError(f"{response.url.host} answered {status}, as no Jaring server does. Check JARING_URL.")


def problem_of_transport(error: httpx.TransportError, url: str) -> UnreachableError:
    """The typed error of a connection that could not be made or broke."""
    if isinstance(error, httpx.ConnectTimeout):
        return UnreachableError(f"{url} does not answer. Check the address and your network.")
    if isinstance(error, httpx.TimeoutException):
        return UnreachableError(f"{url} took too long to answer. Try again; what was begun goes on there.")
    if isinstance(error, httpx.ConnectError):
        return UnreachableError(f"No server answers at {url} ({error}). Check JARING_URL and that the server runs.")
    if isinstance(error, httpx.UnsupportedProtocol):
        return UnreachableError(f"{url} is no address of a server. Write JARING_URL as https://jaring.example.")
    return UnreachableError(f"The connection to {url} broke ({type(error).__name__}: {error}). Try again.")


def _sentence(response: httpx.Response) -> tuple[str, str | None]:
    try:
        body = response.json()
    except ValueError:
        return "", None
    if not isinstance(body, dict) or not isinstance(body.get("message"), str):
        return "", None
    field = body.get("field")
    return body["message"], field if isinstance(field, str) else None
