"""What the installed package says of itself."""

from importlib.metadata import PackageNotFoundError, metadata


def version() -> str:
    """The version of the program; ``0`` where it was not installed."""
    try:
        return metadata("asrnet")["Version"]
    except PackageNotFoundError:
        return "0"


def where_to_report() -> str:
    """Where to report a mistake, as the end of a sentence; empty where that is not said."""
    try:
        urls = metadata("asrnet").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    for url in urls:
        label, _, address = url.partition(", ")
        if label.casefold() in ("issues", "bug tracker", "tracker"):
            return f" at {address}"
    return ""
