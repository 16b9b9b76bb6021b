"""What may be attached to a report: judged by what a file is, never by what its name says."""

import re
import unicodedata

import puremagic
from django.utils.translation import gettext as _

from jaring.kernel.errors import BadInputError

HEAD = 16 * 1024  # bytes that are looked at
SIZE_LIMIT = 50 * 1024 * 1024  # bytes; our judgement: a scanned file or a short recording
NAME_LIMIT = 200  # characters; Attachment.name
_ENDING_LIMIT = 16
_BINARY = "application/octet-stream"
# What may be named to a browser as what it is; everything else leaves as bytes. All leave as attachment.
_NAMED_TYPES = re.compile(
    r"application/(pdf|zip|json|rtf|msword|vnd\.(ms-excel|ms-powerpoint|openxmlformats-officedocument\.[\w.]+"
    r"|oasis\.opendocument\.\w+))|image/(png|jpeg|gif|webp|tiff|bmp|heic)|text/(plain|csv)"
    r"|audio/[\w.+-]+|video/[\w.+-]+"
)
_PROGRAMS = (
    b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00", b"dex\n", b"\x00asm",
)  # fmt: skip
_PROGRAM_ENDINGS = frozenset((
    "exe", "dll", "com", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "hta",
    "msi", "msp", "scr", "pif", "cpl", "jar", "apk", "app", "sh", "bash", "py", "pl", "rb", "lnk", "reg",
    "gadget", "chm", "iso", "img", "vhd", "url", "inf",
))  # fmt: skip
_PAGE_ENDINGS = frozenset(["html", "htm", "xhtml", "shtml", "mht", "mhtml", "svg", "svgz", "xml", "xsl", "swf"])
_PAGE_SIGNS = re.compile(rb"<\s*(!doctype\s+html|html|head|body|script|iframe|svg|\?xml|!entity)", re.IGNORECASE)
_PACKED = (b"%PDF", b"PK")  # these may rightly hold such signs further on
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_TEXT = re.compile(rb"[^\x00-\x08\x0e-\x1a\x1c-\x1f]*")


def clean_name(name: str) -> str:
    """The last part of a name in one Unicode form, without control and direction marks, short, its ending kept."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(c for c in _DIRECTION_MARKS.sub("", last) if not unicodedata.category(c).startswith("C"))
    stem, dot, ending = visible.strip(" .").rpartition(".")
    if not dot:
        return ending[:NAME_LIMIT] or "attachment"
    ending = ending[:_ENDING_LIMIT]
    return f"{(stem.strip(' .') or 'attachment')[: NAME_LIMIT - len(ending) - 1]}.{ending}"


def media_type_of(name: str, head: bytes) -> str:
    """The media type of a file from its first bytes.

    Raises:
        BadInputError: empty, a program, or a page or picture that a browser would run; `field` is "file".
    """
    if not head:
        raise BadInputError(_("The file is empty. Choose another."), field="file")
    ending = name.rpartition(".")[2].casefold()
    if ending in _PROGRAM_ENDINGS or head.startswith(_PROGRAMS):
        raise BadInputError(
            _("Programs and scripts are not taken in. Attach a document, a picture or a recording."),
            field="file",
        )
    guessed = _guess(head)
    if ending in _PAGE_ENDINGS or _reads_as_page(head) or guessed in {"text/html", "image/svg+xml"}:
        raise BadInputError(
            _(
                "Web pages, XML and SVG pictures can run in a browser and are not taken in."
                " Save it as PDF or as a picture."
            ),
            field="file",
        )
    if guessed:
        return guessed if _NAMED_TYPES.fullmatch(guessed) else _BINARY
    return "text/plain" if _TEXT.fullmatch(head) else _BINARY


def _reads_as_page(head: bytes) -> bool:
    # UTF-16 text has a zero byte beside each letter; browsers read it all the same.
    return not head.startswith(_PACKED) and _PAGE_SIGNS.search(head.replace(b"\x00", b"")) is not None


def _guess(head: bytes) -> str:
    try:
        return str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        return ""
