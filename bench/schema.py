"""`python -m bench.schema`: the schema and the reference members, in a process of its own with Django in it."""

import django

django.setup()

from jaring.foundation.accounts.members import load_reference_members  # noqa: E402  # Django first
from jaring.platform.migration import migrate  # noqa: E402

if __name__ == "__main__":
    migrate()
    load_reference_members()
