"""The groups of recovery plans: which machines start first."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.formats.arm_ids import ArmId
from models.formats.azure_report import Report
from models.formats.azure_resources import Inventory
from models.formats.site_recovery.kinds import ITEMS, RECOVERY_PLANS
from models.formats.site_recovery.told import Told

BOOT = "boot"
"""The type of the groups that start machines; those before have none to order."""
KIND = "replicationRecoveryPlans"


class Member(NamedTuple):
    """A replicated item in a group, counted from 1, of a recovery plan."""

    told: Told
    item: ArmId
    group: int


def groups(inventory: Inventory, report: Report) -> Mapping[str, int]:
    """The group of each replicated item, by the key of its ARM id.

    The first recovery plan that has an item says its group.
    """
    given = {resource.id.key for resource in inventory.of_kind(ITEMS)}
    found: dict[str, Member] = {}
    for member in _members(inventory, report):
        told, name = member.told, member.item.name
        first = found.setdefault(member.item.key, member)
        if first is member and member.item.key not in given:
            reason = "in a group, but not among the replicated items that are imported; add them"
            report.skip_one_of(told.source, told.subject, name, reason)
        elif first.group != member.group:
            standing = ArmId(first.told.subject).name
            reason = f"in group {first.group} of {standing!r}, which is used"
            report.skip_one_of(told.source, told.subject, name, reason)
    return {key: member.group for key, member in found.items()}


def _members(inventory: Inventory, report: Report) -> Iterator[Member]:
    for resource in inventory.of_kind(RECOVERY_PLANS):
        subject = f"{KIND}/{resource.id.name}"
        told = Told(resource.source, subject, resource.fields, report)
        number = 0
        for group in told.rows("groups"):
            if (group.text("groupType") or "").casefold() != BOOT:
                continue
            number += 1
            for row in group.rows("replicationProtectedItems"):
                if item := row.id("id"):
                    yield Member(told, item, number)
