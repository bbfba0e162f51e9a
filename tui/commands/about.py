"""What the installed package says of itself."""


def version() -> str:
    """The version of the program; ``0`` where it was not installed."""
    from importlib.metadata import PackageNotFoundError, metadata  # not for the first frame

    try:
        return metadata("asrnet")["Version"]
    except PackageNotFoundError:
        return "0"


def where_to_report() -> str:
    """Where to report a mistake, as the end of a sentence; empty where that is not said."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata("asrnet").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    for url in urls:
        label, _, address = url.partition(", ")
        if label.casefold() in ("issues", "bug tracker", "tracker"):
            return f" at {address}"
    return ""
