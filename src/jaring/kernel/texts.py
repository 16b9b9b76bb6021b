"""Text that is shown among other text."""

import re

# Embeddings, overrides and isolates turn the order of everything that stands after them on a line, so that a name can
# be made to read as another. Plain direction marks (U+200E, U+200F) only settle neighbours and belong to right-to-left
# writing: they stay.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def turns_text(text: str) -> bool:
    """Whether it holds a character that turns the order of the letters around it."""
    return _TURNING.search(text) is not None


def without_turning(text: str) -> str:
    """The text without such characters."""
    return _TURNING.sub("", text)
