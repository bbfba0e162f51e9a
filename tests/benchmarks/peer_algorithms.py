"""How others find the next available address, each in a few lines of our own.

Read from the public sources named at each, without their databases, locks and networks:
what is left is what has to be computed for one request.
"""

from bisect import insort
from heapq import merge
from ipaddress import IPv4Address, IPv4Network
from socket import inet_ntoa
from typing import Protocol

from netaddr import IPAddress, IPNetwork, IPRange, IPSet

from tests.benchmarks.asked import KEPT_FIRST, Asked


class Peer(Protocol):
    """Hands out addresses of a subnet, one request at a time; addresses are integers."""

    def __init__(self, asked: Asked) -> None:
        """Get ready: what Azure keeps and what is taken is not available."""

    def particular(self, address: int) -> bool:
        """Take this address, if it is available."""

    def next(self) -> int | None:
        """Take the lowest available address; ``None`` if there is none."""


class Floor:
    """The least that a loop in Python can do: a set, and a cursor that only goes up."""

    def __init__(self, asked: Asked) -> None:
        self._used = {*asked.taken, *asked.kept}
        self._cursor, self._last = asked.first, asked.last

    def particular(self, address: int) -> bool:
        """See :class:`Peer`."""
        if address in self._used:
            return False
        self._used.add(address)
        return True

    def next(self) -> int | None:
        """See :class:`Peer`."""
        used, address = self._used, self._cursor
        while address in used:
            address += 1
        self._cursor = address + 1
        if address > self._last:
            return None
        used.add(address)
        return address


class HostsScan:
    """``ipaddress`` of the standard library: the first of ``hosts()`` that is not in use."""

    def __init__(self, asked: Asked) -> None:
        self._network = IPv4Network((asked.first, asked.length))
        self._used = {IPv4Address(address) for address in (*asked.taken, *asked.kept)}

    def particular(self, address: int) -> bool:
        """See :class:`Peer`."""
        wanted = IPv4Address(address)
        if wanted in self._used:
            return False
        self._used.add(wanted)
        return True

    def next(self) -> int | None:
        """See :class:`Peer`."""
        used = self._used
        found = next((host for host in self._network.hosts() if host not in used), None)
        if found is None:
            return None
        used.add(found)
        return int(found)


class KeptSet:
    """A netaddr ``IPSet`` of what is free, kept from request to request."""

    def __init__(self, asked: Asked) -> None:
        whole = IPSet([IPNetwork((asked.first, asked.length))])
        self._free = whole - IPSet(map(IPAddress, (*asked.taken, *asked.kept)))

    def particular(self, address: int) -> bool:
        """See :class:`Peer`."""
        wanted = IPAddress(address)
        if wanted not in self._free:
            return False
        self._free.remove(wanted)
        return True

    def next(self) -> int | None:
        """See :class:`Peer`."""
        found = next(iter(self._free), None)
        if found is None:
            return None
        self._free.remove(found)
        return int(found)


class NetBoxSets:
    """NetBox before 4.6.3: the set of the prefix less the set of its children, every time.

    https://github.com/netbox-community/netbox/blob/v4.6.2/netbox/ipam/models/ip.py
    """

    def __init__(self, asked: Asked) -> None:
        self._prefix = IPNetwork((asked.first, asked.length))
        self._children = [IPAddress(address) for address in sorted(asked.taken)]
        self._range = IPRange(asked.first + 1, asked.first + KEPT_FIRST - 1)
        self._used = {*asked.taken, *asked.kept}

    def particular(self, address: int) -> bool:
        """See :class:`Peer`; the database would look into an index."""
        if address in self._used:
            return False
        self._take(address)
        return True

    def next(self) -> int | None:
        """See :class:`Peer`."""
        available = IPSet([self._prefix]) - IPSet(self._children) - IPSet([self._range])
        available -= IPSet([IPAddress(self._prefix.first), IPAddress(self._prefix.last)])
        found = next(iter(available), None)
        if found is None:
            return None
        self._take(int(found))
        return int(found)

    def _take(self, address: int) -> None:
        self._used.add(address)
        self._children.append(IPAddress(address))


class NetBoxSweep:
    """NetBox since 4.6.3: the children in order, up to the first gap, every time.

    The order is the database's, so it costs nothing here. The addresses are integers,
    which flatters it: it reads them out of the database as objects.
    https://github.com/netbox-community/netbox/commit/8f974e3cc8e91e6522583ffb1ef00ddedf0122fe
    """

    def __init__(self, asked: Asked) -> None:
        self._first, self._last = asked.first + 1, asked.last - 1
        self._ranges = [(asked.first + 1, asked.first + KEPT_FIRST - 1)]
        self._children = sorted(asked.taken)
        self._used = {*asked.taken, *asked.kept}

    def particular(self, address: int) -> bool:
        """See :class:`Peer`; the database would look into an index."""
        if address in self._used:
            return False
        self._take(address)
        return True

    def next(self) -> int | None:
        """See :class:`Peer`."""
        free = self._first
        for low, high in merge(self._ranges, ((child, child) for child in self._children)):
            if low > free:
                break
            free = max(free, high + 1)
        if free > self._last:
            return None
        self._take(free)
        return free

    def _take(self, address: int) -> None:
        self._used.add(address)
        insort(self._children, address)


class GoIpam:
    """go-ipam with its memory: copied to read and to write, searched address by address as text.

    https://github.com/metal-stack/go-ipam/blob/master/prefix.go and memory.go beside it. Its
    language is Go: ``go_ipam.go`` here is the same in that.
    """

    def __init__(self, asked: Asked) -> None:
        self._first, self._last = asked.first, asked.last
        self._stored = {text(address): True for address in (*asked.taken, *asked.kept)}

    def particular(self, address: int) -> bool:
        """See :class:`Peer`."""
        read = dict(self._stored)
        if text(address) in read:
            return False
        self._store(read, text(address))
        return True

    def next(self) -> int | None:
        """See :class:`Peer`."""
        read = dict(self._stored)
        for address in range(self._first, self._last + 1):
            if (key := text(address)) not in read:
                self._store(read, key)
                return address
        return None

    def _store(self, read: dict[str, bool], key: str) -> None:
        read[key] = True
        self._stored = dict(read)


def text(address: int) -> str:
    """An address as text, the quickest way there is in Python."""
    return inet_ntoa(address.to_bytes(4, "big"))


PEERS: dict[str, type[Peer]] = {
    "ipaddress, hosts()": HostsScan,
    "netaddr, IPSet kept": KeptSet,
    "NetBox before 4.6.3": NetBoxSets,
    "NetBox since 4.6.3": NetBoxSweep,
    "go-ipam, in Python": GoIpam,
}
"""Whom the engine is held against; :class:`Floor` is what it cannot reach."""


def handed_out(peer: Peer, asked: Asked) -> list[int | None]:
    """What everybody gets, in the order of the requests: wanted addresses first (F7)."""
    given: list[int | None] = [None] * len(asked.wanted)
    left = []
    for number, wanted in enumerate(asked.wanted):
        if wanted is not None and peer.particular(wanted):
            given[number] = wanted
        else:
            left.append(number)
    for number in left:
        given[number] = peer.next()
    return given
