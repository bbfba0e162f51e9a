"""What the environment tells of the terminal: never more than a guess, said in one place."""

from collections.abc import Mapping

_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")
_COERCED = ("C.UTF-8", "C.utf8")
"""What Python sets as LC_CTYPE where the locale is C: it says nothing of the terminal."""


def over_ssh(environment: Mapping[str, str]) -> bool:
    """Whether each byte travels."""
    return bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))


def speaks_ascii(environment: Mapping[str, str]) -> bool:
    """Whether the locale is one without UTF-8; none at all says nothing, as in a container."""
    values = {name: environment.get(name, "") for name in _LOCALE}
    if values["LC_CTYPE"] in _COERCED and values["LANG"] in ("C", "POSIX"):
        values["LC_CTYPE"] = ""
    locale = next(filter(None, values.values()), "")
    return bool(locale) and "utf8" not in locale.casefold().replace("-", "")


def without_osc52(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is known to ignore what is copied by OSC 52."""
    term = environment.get("TERM", "")
    return term.startswith(("linux", "vt")) or (environment.get("TERM_PROGRAM") == "Apple_Terminal")
