"""Settings of the tests: the real ones on a scratch cluster that lives as long as the test run.

The cluster must run before Django reads its settings, because its passwords are made at its first start.
"""

import atexit
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from jaring.platform.postgres.running import running_cluster

_home = Path(tempfile.mkdtemp(prefix="jaring-tests-"))
os.environ["JARING_HOME"] = str(_home)
for _name in ("DATABASE_URL", "JARING_APP_URL", "JARING_GATE_URL", "JARING_OWNER_URL", "JARING_EXERCISE"):
    os.environ.pop(_name, None)

_stack = ExitStack()
_cluster = _stack.enter_context(running_cluster(_home, durable=False))


def _end() -> None:
    _stack.close()
    _cluster.destroy()
    shutil.rmtree(_home, ignore_errors=True)


atexit.register(_end)

from jaring.config.settings import *  # noqa: E402, F403  # the home above must be set first

TESTING = True
# Argon2 is meant to be slow; the tests of signing in choose it themselves.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _home / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
AXES_ENABLED = True
