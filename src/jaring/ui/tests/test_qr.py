from jaring.ui.qr import read_qr

DRAWING = """<?xml version='1.0' encoding='UTF-8'?>
<svg width="49mm" height="49mm" version="1.1" viewBox="0 0 49 49" xmlns="http://www.w3.org/2000/svg">
<path d="M4,4H5V5H4zM6,4H7V5H6z" id="qr-path" fill="#000000" fill-rule="nonzero" stroke="none"/></svg>"""


def test_it_keeps_only_the_strokes() -> None:
    drawing = read_qr(DRAWING)
    assert drawing is not None
    assert drawing.view_box == "0 0 49 49"
    assert drawing.path == "M4,4H5V5H4zM6,4H7V5H6z"


def test_it_refuses_a_path_that_is_more_than_strokes() -> None:
    assert read_qr('<svg viewBox="0 0 1 1"><path d="M0 0&quot; onload=&quot;x"/></svg>') is None


def test_it_refuses_a_drawing_without_path() -> None:
    assert read_qr('<svg viewBox="0 0 1 1"><script>alert(1)</script></svg>') is None
