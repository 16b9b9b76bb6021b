"""The application as a web worker loads it: bound to the life of the web server that started it."""

import signal

from jaring.cli.server.lifeline import follow_parent

follow_parent(signal.SIGKILL)

from jaring.config.wsgi import application  # noqa: E402  # bound first, for loading takes a while

__all__ = ["application"]
