"""Take a QR drawing apart and keep only its strokes.

allauth hands over a whole SVG document as text. As a data: address the strict policy would refuse it, and put
into the page as it is it could bring styles along; so the path is copied and the rest thrown away.
"""

import re
from typing import Final, NamedTuple

PATH: Final = re.compile(r'<path\b[^>]*\sd="([MmHhVvLlZz0-9 .,-]+)"')
VIEW_BOX: Final = re.compile(r'viewBox="([0-9 .]+)"')


class QrDrawing(NamedTuple):
    """The two attributes an `<svg><path>` needs to draw the code again."""

    view_box: str
    path: str


def read_qr(svg: str) -> QrDrawing | None:
    """The drawing inside the document, or None when it is not the path drawing we know."""
    path, view_box = PATH.search(svg), VIEW_BOX.search(svg)
    if path is None or view_box is None:
        return None
    return QrDrawing(view_box=view_box[1], path=path[1])
