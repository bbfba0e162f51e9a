"""Pictures of the screen as SVG that asks nobody for anything."""

import re
from typing import Any

from textual.app import App

_ELSEWHERE = re.compile(r"@font-face\s*\{[^}]*\}|<!--.*?-->", re.DOTALL)
"""What would have a viewer fetch fonts from the internet, or names a site; a font of the viewer's
own is named besides."""


def picture_of(app: App[Any], title: str) -> str:
    """The screen as it is now. Names in it are text already, which no viewer obeys."""
    picture = app.export_screenshot(title=title, simplify=True)
    styles, end, screen = picture.partition("</style>")  # no name stands before that
    return _ELSEWHERE.sub("", styles) + end + screen
