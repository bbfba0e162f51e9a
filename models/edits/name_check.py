"""Whether Azure would take a name, before it is set.

https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
"""

import re

from models.findings.items import LONGEST_NIC_NAME

_ALLOWED = re.compile(r"[A-Za-z0-9_.-]*")
_ALPHANUMERIC = re.compile(r"[A-Za-z0-9]")


def nic_name_problem(name: str) -> str | None:
    """Why a NIC cannot be called so, in words; else ``None``."""
    return name_problem(name, "NIC", LONGEST_NIC_NAME)


def name_problem(name: str, what: str, longest: int) -> str | None:
    """Why Azure would not take a name, in words; else ``None``.

    ``what`` has it: a NIC, a virtual network or a subnet, whose names are alike but for how
    many characters they have at most.
    """
    if len(name) > longest:
        return f"{len(name)} characters; the name of a {what} has at most {longest}"
    if not _ALLOWED.fullmatch(name):
        return f"the name of a {what} has letters, digits, hyphens, dots and underscores only"
    if not _ALPHANUMERIC.match(name):
        return f"the name of a {what} begins with a letter or a digit"
    if name[-1] in ".-":
        return f"the name of a {what} ends with a letter, a digit or an underscore"
    return None
