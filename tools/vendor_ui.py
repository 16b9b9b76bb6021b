"""Copy the vendored files of the ui storey out of node_modules (run by hand, then compare).

Tabler's theme carries its small drawings as data: addresses; the strict policy allows images of our own
origin only, so each is written to a file beside the theme and the address is rewritten.
"""

import hashlib
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote

DATA_URI = re.compile(r"""url\((["'])data:image/svg\+xml(?:;[^,]*)?,(.*?)\1\)""")
SOURCE_MAP = re.compile(r"/\*#\s*sourceMappingURL=.*?\*/")


def write_theme(modules: Path, vendor: Path) -> None:
    drawings = vendor / "tabler" / "img"
    drawings.mkdir(parents=True, exist_ok=True)

    def as_file(found: re.Match[str]) -> str:
        drawing = unquote(found.group(2))
        name = hashlib.sha256(drawing.encode()).hexdigest()[:10] + ".svg"
        (drawings / name).write_text(drawing + "\n")
        return f'url("img/{name}")'

    for name in ("tabler.min.css", "tabler.rtl.min.css"):
        css = (modules / "@tabler/core/dist/css" / name).read_text()
        css = SOURCE_MAP.sub("", DATA_URI.sub(as_file, css)).rstrip() + "\n"
        if "data:" in css:
            sys.exit(f"{name} still holds a data: address; teach DATA_URI its form.")
        (vendor / "tabler" / name).write_text(css)


def write_sprite(modules: Path, vendor: Path, names: list[str]) -> None:
    folder = modules / "@tabler/icons/icons/outline"
    symbols = []
    for name in names:
        body = re.sub(r"\s+", " ", (folder / f"{name}.svg").read_text())
        shapes = re.search(r"<svg[^>]*>(.*)</svg>", body)
        if shapes is None:
            sys.exit(f"{name}.svg has no drawing in it.")
        inner = shapes.group(1).replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "").strip()
        symbols.append(f'<symbol id="tabler-{name}" viewBox="0 0 24 24">{inner}</symbol>')
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (vendor / "tabler-icons").mkdir(parents=True, exist_ok=True)
    (vendor / "tabler-icons" / "sprite.svg").write_text(sprite)
    shutil.copy(modules / "@tabler/icons/LICENSE", vendor / "tabler-icons" / "LICENSE")


def main() -> None:
    """`python tools/vendor_ui.py NODE_MODULES VENDOR_FOLDER`."""
    modules, vendor = Path(sys.argv[1]), Path(sys.argv[2])
    write_theme(modules, vendor)
    names = sorted(set((vendor / "tabler-icons" / "icons.txt").read_text().split()))
    write_sprite(modules, vendor, names)
    (vendor / "htmx").mkdir(parents=True, exist_ok=True)
    shutil.copy(modules / "htmx.org/dist/htmx.min.js", vendor / "htmx" / "htmx.min.js")
    shutil.copy(modules / "htmx.org/LICENSE", vendor / "htmx" / "LICENSE")


if __name__ == "__main__":
    main()
