"""Whether Azure would take a name, before it is set.

https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
"""

import re

from models.findings.items import LONGEST_NIC_NAME

_ALLOWED = re.compile(r"[A-Za-z0-9_.-]*")
_ALPHANUMERIC = re.compile(r"[A-Za-z0-9]")


def nic_name_problem(name: str) -> str | None:
    """Why a NIC cannot be called so, in words; else ``None``."""
    if len(name) > LONGEST_NIC_NAME:
        return f"{len(name)} characters; the name of a NIC has at most {LONGEST_NIC_NAME}"
    if not _ALLOWED.fullmatch(name):
        return "the name of a NIC has letters, digits, hyphens, dots and underscores only"
    if not _ALPHANUMERIC.match(name):
        return "the name of a NIC begins with a letter or a digit"
    if name[-1] in ".-":
        return "the name of a NIC ends with a letter, a digit or an underscore"
    return None
