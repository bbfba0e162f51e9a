"""Asking again where Azure is busy: how often, and after how long.

https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
"""

import re
from collections.abc import Callable
from typing import Any

from azure.core.pipeline import PipelineResponse
from azure.core.pipeline.policies import RetryPolicy
from azure.core.pipeline.transport import HttpTransport
from azure.core.rest import HttpRequest, HttpResponse

from models.live.refusals import BUSY, LONGEST_WAIT

TRIES = 6
"""How often one page is asked for before it is given up; connecting is tried less often."""
QUOTA = "x-ms-user-quota-resets-after"
"""The header of Resource Graph with the time, ``hh:mm:ss``, after which it answers again."""
_SPAN = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?")

METHODS = frozenset({"GET", "POST"})
"""What may be asked again: the one POST that is used reads, and changes nothing."""

Response = PipelineResponse[Any, Any]


class Retrying(RetryPolicy[HttpRequest, HttpResponse]):
    """azure-core's policy, with waits that are told of, bounded, and can be given up.

    That policy takes any status with a ``Retry-After`` as worth another try, waits however
    long it is told to, and knows no header of Resource Graph.
    """

    def __init__(self, pause: Callable[[float], None], backoff: float) -> None:
        """``pause`` waits some seconds; ``backoff`` is the first of the growing waits."""
        super().__init__(
            retry_total=TRIES - 1,
            retry_status=TRIES - 1,
            retry_connect=2,
            retry_read=2,
            retry_backoff_factor=backoff,
            retry_backoff_max=30,
        )
        self._pause = pause

    def is_retry(self, settings: dict[str, Any], response: Response) -> bool:
        """Whether another try may help, and soon."""
        if response.http_response.status_code not in BUSY:
            return False
        return (self.get_retry_after(response) or 0.0) <= LONGEST_WAIT

    def get_retry_after(self, response: Response) -> float | None:
        """How many seconds Azure asks to wait; ``None`` where it does not say."""
        try:
            asked = super().get_retry_after(response)
        except (ValueError, OverflowError):
            asked = None
        if asked is None and response.http_response.status_code == 429:
            asked = seconds(response.http_response.headers.get(QUOTA, ""))
        return asked

    def sleep(
        self,
        settings: dict[str, Any],
        transport: HttpTransport[HttpRequest, HttpResponse],
        response: Response | None = None,
    ) -> None:
        """Wait as Azure asks, else longer each time."""
        asked = self.get_retry_after(response) if response is not None else None
        if (wait := asked or self.get_backoff_time(settings)) > 0:
            self._pause(wait)


def seconds(span: str) -> float | None:
    """The seconds in a time written as ``hh:mm:ss``."""
    if not (found := _SPAN.fullmatch(span.strip())):
        return None
    hours, minutes, rest = map(int, found.groups())
    return float(hours * 3600 + minutes * 60 + rest)
