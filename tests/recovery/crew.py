"""Adds the cast to a running home and prints a token of Aditi's: `python -m tests.recovery.crew`.

A process of its own, because Django reads the passwords of one home only.
"""

import importlib
import os
import sys

import django


def main() -> None:
    """The home is the environment's JARING_HOME; its server must be running."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "jaring.config.settings"
    django.setup()
    cast = importlib.import_module("tests.cast")  # its models exist only after the set-up
    sys.stdout.write(cast.prepare_cast().aditi.token())


if __name__ == "__main__":
    main()
