"""Where a template is deployed, which the template itself does not say.

Until a text is used, a mark stands in it for the subscription and the resource group of the
deployment. An id loses them at its beginning: of two resources of one template it is enough
to know that they are in the same place. Whatever else has a mark in it is not known.
"""

import re
from typing import NamedTuple

from models.formats.arm_template.unresolved import CannotResolve

MARK = "\ue000"
"""A character that nothing is named with, and that may stand in JSON."""
SUBSCRIPTION = f"{MARK}subscription{MARK}"
GROUP = f"{MARK}resource group{MARK}"
UNKNOWN = "the subscription and resource group of the deployment are not known"
_SUBSCRIPTION = re.compile(f"/subscriptions/{SUBSCRIPTION}(?=/)", re.IGNORECASE)
_GROUP = re.compile(f"/resourceGroups/{GROUP}(?=/)", re.IGNORECASE)


class Place(NamedTuple):
    """Where something is deployed: a subscription and a resource group, or marks for them."""

    subscription: str = SUBSCRIPTION
    group: str = GROUP

    def __str__(self) -> str:
        return f"/subscriptions/{self.subscription}/resourceGroups/{self.group}"


def unmarked(text: str) -> str:
    """A text as it is used. Raises :class:`CannotResolve` where it has a mark that has to stay."""
    if MARK not in text:
        return text
    for mark in (_SUBSCRIPTION, _GROUP):
        text = mark.sub("", text, count=1) if mark.search(text[:2048]) else text
    if MARK in text:
        raise CannotResolve(UNKNOWN)
    return text
