"""Who may ask: a page of ours, under a name by which the server is known.

A page of somebody else that is open in the same browser can send requests here, and by
answering DNS queries with the address of this machine it can even read the answers. The first
is told by the origin, the second by the name that was asked for: an address, ``localhost``, or
a name that was given at the start.
"""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit


def host_of(header: str | None) -> str | None:
    """The name in a ``Host`` header, without its port; ``None`` where there is none."""
    if not header:
        return None
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port  # raises where it is none
    except ValueError:
        return None
    if parts.username is not None or parts.path or parts.query or parts.fragment:
        return None
    return (parts.hostname or "").rstrip(".").lower() or None


def is_known(host: str | None, names: Collection[str]) -> bool:
    """Whether the server is known by a name; nobody can give away an address."""
    if host is None:
        return False
    if host == "localhost" or host in names:
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_same_origin(origin: str | None, header: str | None, names: Collection[str]) -> bool:
    """Whether a page of ours asks: from the very host and port, or from a name that was given.

    The second is for a proxy that asks here for another host than it was asked for itself.
    """
    try:
        parts = urlsplit(origin or "")
        where = parts.netloc.lower()
        host = host_of(parts.netloc)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or host is None:
        return False
    return where == (header or "").lower() or host in names
