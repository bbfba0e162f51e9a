"""Who landed in a subnet, with what each asks for there."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from models.rules.requests import Request, Requests
from models.topology import IpConfigurationId


class Landed(Mapping[IpConfigurationId, Request]):
    """The requests on a subnet, in the order of F6; each is made when it is asked for."""

    def __init__(self, numbers: Sequence[int], requests: Requests) -> None:
        """``numbers`` are those of the requests on the subnet."""
        self._numbers, self._requests = numbers, requests

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[IpConfigurationId]:
        ids = self._requests.ids
        return (ids[number] for number in self._numbers)

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def __getitem__(self, id: IpConfigurationId) -> Request:
        return self._requests.of(self._by_id[id])

    @cached_property
    def _by_id(self) -> Mapping[IpConfigurationId, int]:
        return dict(zip(self, self._numbers, strict=True))
