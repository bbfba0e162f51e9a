"""What Azure refuses, in words that say how to mend it.

Of what Azure answers no word is repeated: of its error codes those that are known here are
recognised, and everything else is told by its status.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from models.errors import LiveError

SIGN_IN = "run az login, and see az account show for who is signed in"
LATER = "try again in some minutes"
BUSY = (408, 429, 500, 502, 503, 504)
"""The statuses of which asking again may help."""
LONGEST_WAIT = 120.0
"""Seconds; where Azure asks for a longer wait, reading is given up instead."""
NO_SUCH = frozenset(
    {"subscriptionnotfound", "invalidsubscriptionid", "novalidsubscriptionsinqueryrequest"}
)
OTHER_TENANT = frozenset({"invalidauthenticationtokentenant"})


class Forbidden(LiveError):
    """Whoever is signed in lacks a role."""


class NotThere(LiveError):
    """What was asked for does not exist, or is hidden from whoever is signed in."""


def not_signed_in() -> LiveError:
    """Nobody is signed in, or the sign-in has lapsed."""
    return LiveError(f"nobody is signed in to Azure: {SIGN_IN}")


def unreachable(what: str, host: str) -> LiveError:
    """No connection, or none that answered in time."""
    return LiveError(
        f"{what} could not be read: {host} could not be reached, or its answer did not come whole"
        " and in time; check network, proxy (HTTPS_PROXY) and the option --cloud"
    )


def unusable(what: str, why: str) -> LiveError:
    """An answer that is none."""
    return LiveError(
        f"{what} could not be read: {why}; {LATER}, and if it stays so,"
        " see whether a proxy on the way changes answers"
    )


def refuse(what: str, status: int, code: str, needs: str) -> NoReturn:
    """Raise for an answer of that status other than 200.

    ``code`` is the error code of its body, or empty; ``needs`` names the role that is
    needed, and on what. Raises :class:`LiveError`.
    """
    code = code.casefold()
    if status == 401:
        raise LiveError(f"{what} could not be read: {_unknown_to(code)}")
    if code in NO_SUCH or status == 404:
        raise NotThere(
            f"{what} could not be read: there is none of that id for whoever is signed in;"
            " see az account list, and the option --cloud"
        )
    if status == 403:
        raise Forbidden(f"{what} could not be read: whoever is signed in {needs}")
    if status == 429:
        raise LiveError(f"{what} could not be read: Azure takes no more requests now; {LATER}")
    if status in BUSY:
        raise LiveError(f"{what} could not be read: Azure is out of order ({status}); {LATER}")
    raise unusable(what, f"Azure answered with status {status}")


def _unknown_to(code: str) -> str:
    if code in OTHER_TENANT:
        return "it is of another tenant; run az login --tenant with the id of that"
    return f"Azure does not accept the sign-in; {SIGN_IN}"


def code_of(value: Any) -> str:
    """The error code in the body of an answer, as ARM writes it; empty where there is none."""
    error = value.get("error") if isinstance(value, Mapping) else None
    code = error.get("code") if isinstance(error, Mapping) else None
    inner = error.get("details") if isinstance(error, Mapping) else None
    for detail in inner if isinstance(inner, list) else []:
        if isinstance(detail, Mapping) and _is_known(detail.get("code")):
            return str(detail["code"])
    return code if isinstance(code, str) else ""


def _is_known(code: Any) -> bool:
    return isinstance(code, str) and code.casefold() in NO_SUCH | OTHER_TENANT
