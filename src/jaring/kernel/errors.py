"""Errors a person may read. A message says what happened and what to do about it."""


class JaringError(Exception):
    """Base of all errors that are shown to people.

    Args:
        message: one or two whole sentences, already translated by the caller where it is shown.
        field: name of the form field, column or option the message belongs to, if there is one.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowedError(JaringError):
    """The person may see the thing but may not do this with it."""


class NotFoundError(JaringError):
    """The thing is absent, or hidden from this viewer: nobody may be able to tell which."""


class BadInputError(JaringError):
    """What was given cannot be used as it is."""


class ConflictError(JaringError):
    """The thing changed, or is in a state in which this cannot be done."""
