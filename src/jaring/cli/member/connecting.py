"""The server and the token that member verbs use."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from jaring.client import Connection, JaringClient
from jaring.kernel.errors import BadInputError

DEFAULT_URL = "http://127.0.0.1:8000"


@contextmanager
def connected() -> Iterator[JaringClient]:
    """A client for JARING_URL with JARING_TOKEN.

    Raises:
        BadInputError: no token is set.
    """
    token = os.environ.get("JARING_TOKEN", "").strip()
    if not token:
        raise BadInputError("Set JARING_TOKEN to a personal access token; you make one on your account's page.")
    if not token.isascii() or any(char.isspace() for char in token):
        raise BadInputError("JARING_TOKEN is not a token: it begins with jaring_ and holds no spaces. Copy it again.")
    url = os.environ.get("JARING_URL", "").strip() or DEFAULT_URL
    with Connection(url, token) as connection:
        yield JaringClient(connection)
