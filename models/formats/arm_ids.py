"""ARM ids: the names that Azure Resource Manager gives to everything.

They compare without case (:attr:`ArmId.key`) and are kept as they were written: Azure
itself spells one id in several ways.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArmId:
    """An ARM id such as ``/subscriptions/…/providers/Microsoft.Network/virtualNetworks/v``."""

    text: str

    @property
    def key(self) -> str:
        """What two spellings of one id have in common."""
        return self.text.rstrip("/").casefold()

    @property
    def subscription(self) -> str | None:
        """The subscription, as it is spelled here."""
        return self._after(0, "subscriptions")

    @property
    def resource_group(self) -> str | None:
        """The resource group, as it is spelled here; of a template's id it may stand first."""
        return self._after(2, "resourcegroups") or self._after(0, "resourcegroups")

    @property
    def kind(self) -> str:
        """The resource type in lower case, ``microsoft.network/virtualnetworks``; blank if none."""
        namespace, *rest = self._below_provider() or [""]
        return "/".join([namespace, *rest[0::2]]).casefold() if rest else ""

    @property
    def tail(self) -> str:
        """The id without subscription, group and namespace: ``virtualNetworks/v/subnets/s``."""
        below = self._below_provider()
        return "/".join(below[1:]) if len(below) > 1 else self.text

    @property
    def name(self) -> str:
        """What the resource is called."""
        return self.text.rstrip("/").rpartition("/")[2]

    @property
    def names(self) -> tuple[str, ...]:
        """What the resource and those around it are called, outermost first."""
        return tuple(self.tail.split("/")[1::2])

    @property
    def parent(self) -> "ArmId":
        """The resource this one is part of: of a subnet, its virtual network."""
        return ArmId("/".join(self.text.rstrip("/").split("/")[:-2]))

    def _segments(self) -> list[str]:
        return self.text.strip("/").split("/")

    def _after(self, position: int, word: str) -> str | None:
        segments = self._segments()
        if len(segments) > position + 1 and segments[position].casefold() == word:
            return segments[position + 1]
        return None

    def _below_provider(self) -> list[str]:
        segments = self._segments()
        for position in range(len(segments) - 1, -1, -1):
            if segments[position].casefold() == "providers":
                return segments[position + 1 :]
        return []
