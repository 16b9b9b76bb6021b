"""What people fill in. Forms read input and put the sentences of actions beside their fields; they change nothing."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms
from django.http import HttpRequest, QueryDict

from jaring.kernel.errors import BadInputError, ConflictError

Done = TypeVar("Done")


def attempt(form: forms.BaseForm, act: Callable[[], Done], *, fields: Mapping[str, str] | None = None) -> Done | None:
    """Do it; when the input cannot be used, put the sentence at its field and give None.

    A conflict is said above the form, so that what the person typed stays there.

    `fields` maps the field an action names to the field this form calls it.
    """
    try:
        return act()
    except BadInputError as error:
        name = (fields or {}).get(error.field or "", error.field)
        form.add_error(name if name in form.fields else None, error.message)
        return None
    except ConflictError as error:
        form.add_error(None, error.message)
        return None


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, though it be nothing; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None
