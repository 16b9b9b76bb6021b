"""Turn an officer's Markdown into HTML that can do nothing.

Two walls: the parser knows no raw HTML and no pictures, and whatever it writes passes an allow list. Pictures
are dropped because fetching one would tell a stranger's server who reads the report.
"""

from typing import Final

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

ALLOWED_TAGS: Final = frozenset(
    {
        *("p", "br", "hr", "strong", "em", "s", "a", "code", "pre", "blockquote", "ul", "ol", "li"),
        *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
    }
)
ALLOWED_SCHEMES: Final = frozenset({"http", "https", "mailto"})
# The page owns h1 and its panels own h2, so a narrative starts at h3.
HEADING_SHIFT: Final = 2
LOWEST_HEADING: Final = 6

_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


def render_markdown(text: str) -> SafeString:
    """HTML of a narrative: headings, lists, tables, quotes and links; nothing that runs or loads."""
    tokens = _parser.parse(text)
    for token in tokens:
        _lower_heading(token)
    unsafe = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(
        unsafe,
        tags=set(ALLOWED_TAGS),
        attributes={"a": {"href"}},
        url_schemes=set(ALLOWED_SCHEMES),
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)  # noqa: S308 - nh3 has just rebuilt it from the allow list


def _lower_heading(token: Token) -> None:
    if token.type in {"heading_open", "heading_close"}:
        level = int(token.tag.removeprefix("h"))
        token.tag = f"h{min(level + HEADING_SHIFT, LOWEST_HEADING)}"
