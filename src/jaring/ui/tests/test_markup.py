import pytest

from jaring.ui.markup import render_markdown


def test_it_renders_what_officers_write() -> None:
    html = render_markdown("Two **vans** and:\n\n- one *boat*\n- ~~two~~ three boats")
    assert "<strong>vans</strong>" in html
    assert "<li>one <em>boat</em></li>" in html
    assert "<s>two</s>" in html


def test_it_starts_headings_below_those_of_the_page() -> None:
    assert render_markdown("# Crossing") == "<h3>Crossing</h3>\n"
    assert render_markdown("###### Note") == "<h6>Note</h6>\n"


def test_it_keeps_tables() -> None:
    html = render_markdown("| Name | Born |\n|---|---:|\n| Aung | 1981 |")
    assert "<table>" in html
    assert "<td>Aung</td>" in html
    assert "style" not in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        '<a href="#" onclick="alert(1)">x</a>',
        "<style>body{display:none}</style>",
        "<iframe src=https://example.org></iframe>",
    ],
)
def test_it_shows_raw_html_as_text(text: str) -> None:
    html = render_markdown(text)
    assert "&lt;" in html
    for tag in ("<script", "<img", "<svg", "<a ", "<style", "<iframe"):
        assert tag not in html


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JaVaScRiPt:alert(1)", "file:///etc/passwd"],
)
def test_it_leads_nowhere_dangerous(address: str) -> None:
    assert "href" not in render_markdown(f"[here]({address})")
    assert "href" not in render_markdown(f"[here]( <{address}> )")


def test_it_never_fetches_pictures() -> None:
    html = render_markdown("![seen](https://example.org/pixel.png) and ![x](data:image/png;base64,AAAA)")
    assert "<img" not in html
    assert "src=" not in html


def test_it_tells_linked_pages_nothing_about_the_reader() -> None:
    html = render_markdown("[law](https://example.org/law)")
    assert 'rel="noopener noreferrer nofollow"' in html
