"""What a member runs on its own machine: an HTTP client, no Django, no database."""

from jaring.client.client import JaringClient
from jaring.client.connection import Connection

__all__ = ["Connection", "JaringClient"]
