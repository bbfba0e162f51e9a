"""What a browser is given: one page, a few files by name, and what it may do with them."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from models.errors import PlanError
from tui.classroom.extra import EXTRA

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; font-src 'self';"
    " style-src 'self' 'unsafe-inline';"  # the terminal makes style sheets as it runs
    " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "clipboard-read=(), camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Server": "asrnet",
}
"""What every answer says."""


class Page(NamedTuple):
    """A file as a browser gets it."""

    type: str
    body: bytes


def page_files() -> dict[str, Page]:
    """Every file that can be asked for, by its name; nothing else is read from the disk, ever.

    Raises :class:`PlanError` where the extra is not installed.
    """
    spec = find_spec("textual_serve")
    if spec is None or spec.origin is None:
        raise PlanError(EXTRA)
    theirs = Path(spec.origin).parent / "static"
    ours = files("tui.classroom") / "page"
    fonts, script, style = theirs / "fonts", "text/javascript", "text/css"
    return {
        "textual.js": Page(script, (theirs / "js" / "textual.js").read_bytes()),
        "xterm.css": Page(style, (theirs / "css" / "xterm.css").read_bytes()),
        "RobotoMono.ttf": Page(
            "font/ttf", (fonts / "RobotoMono-VariableFont_wght.ttf").read_bytes()
        ),
        "RobotoMono-Italic.ttf": Page(
            "font/ttf", (fonts / "RobotoMono-Italic-VariableFont_wght.ttf").read_bytes()
        ),
        "classroom.js": Page(script, (ours / "classroom.js").read_bytes()),
        "classroom.css": Page(style, (ours / "classroom.css").read_bytes()),
    }


def page(name: str) -> Page:
    """One of our own pages."""
    body = (files("tui.classroom") / "page" / f"{name}.html").read_bytes()
    return Page("text/html", body)
