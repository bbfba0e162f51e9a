"""The connection to Azure Resource Manager: reading, and nothing else."""

from collections.abc import Mapping
from time import monotonic, sleep
from typing import Any, Self
from urllib.parse import urlsplit

from azure.core import PipelineClient
from azure.core.credentials import TokenCredential
from azure.core.exceptions import AzureError, ClientAuthenticationError
from azure.core.pipeline.policies import BearerTokenCredentialPolicy, UserAgentPolicy
from azure.core.pipeline.transport import RequestsTransport
from azure.core.rest import HttpRequest, HttpResponse

from models.errors import InvalidInput
from models.formats.azure_json import parse
from models.live.refusals import code_of, not_signed_in, refuse, unreachable, unusable
from models.live.retrying import METHODS, Retrying
from models.live.steps import Progress, Step, unseen

CONNECT, ANSWER = 10.0, 60.0
"""Seconds to wait for a connection, and for an answer to go on."""
BACKOFF = 0.8
"""Seconds; the waits between tries grow from it."""
PORTS = {"https": 443, "http": 80}


class Connection:
    """Sends requests with the token of a credential; to one host, without following redirects.

    Nothing of a request or an answer is logged or put into a message, as there are tokens
    in the first and names in the second.
    """

    def __init__(
        self,
        credential: TokenCredential,
        endpoint: str,
        scope: str,
        *,
        backoff: float = BACKOFF,
        answer: float = ANSWER,
    ) -> None:
        """``endpoint`` is the address of Resource Manager; only tests have one without TLS."""
        self.endpoint = endpoint.rstrip("/")
        self.progress: Progress = unseen
        self._step = Step("")
        self._secure = urlsplit(endpoint).scheme == "https"
        self._client: PipelineClient[HttpRequest, HttpResponse] = PipelineClient(
            endpoint,
            transport=RequestsTransport(connection_timeout=CONNECT, read_timeout=answer),
            policies=[
                UserAgentPolicy(base_user_agent="asrnet"),
                Retrying(self._pause, backoff),
                BearerTokenCredentialPolicy(credential, scope),
            ],
        )

    def __enter__(self) -> Self:
        self._client.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._client.close()

    def get(self, url: str, step: Step, needs: str) -> dict[str, Any]:
        """The answer to a GET; the token goes to no other host, whoever names one.

        ``step`` says what is read, and ``needs`` which role that needs. Raises
        :class:`models.errors.LiveError`.
        """
        if not same_origin(url, self.endpoint):
            raise unusable(step.what, "its next page is said to be at another host")
        return self._read(HttpRequest("GET", url), step, needs)

    def query(
        self, path: str, version: str, body: Mapping[str, Any], step: Step, needs: str
    ) -> dict[str, Any]:
        """The answer to the query of Resource Graph, which is a POST that reads."""
        params = {"api-version": version}
        request = HttpRequest("POST", f"{self.endpoint}{path}", params=params, json=dict(body))
        return self._read(request, step, needs)

    def _read(self, request: HttpRequest, step: Step, needs: str) -> dict[str, Any]:
        self._step = step
        self.progress(step)
        response = self._sent(request, step.what)
        if response.status_code != 200:
            refuse(step.what, response.status_code, _code(response), needs)
        return _object(step.what, response.content)

    def _sent(self, request: HttpRequest, what: str) -> HttpResponse:
        try:
            return self._client.send_request(
                request, enforce_https=self._secure, retry_on_methods=METHODS
            )
        except ClientAuthenticationError as error:
            raise not_signed_in() from error
        except AzureError as error:
            raise unreachable(what, urlsplit(self.endpoint).hostname or "") from error

    def _pause(self, wait: float) -> None:
        """Wait, and tell each second how long still; the one who is told may stop it."""
        end = monotonic() + wait
        while (rest := end - monotonic()) > 0:
            self.progress(self._step._replace(wait=rest))
            sleep(min(rest, 1.0))


def same_origin(url: str, other: str) -> bool:
    """Whether two addresses have one scheme, host and port, and the first names no user."""
    try:
        return _origin(url) == _origin(other)
    except ValueError:
        return False


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        raise ValueError("it names a user")
    return parts.scheme, parts.hostname, parts.port or PORTS.get(parts.scheme)


def _object(what: str, data: bytes) -> dict[str, Any]:
    """The object in the body of an answer. Raises :class:`models.errors.LiveError`."""
    if not data:
        raise unusable(what, "Azure's answer is empty")
    try:
        value = parse(what, data)
    except InvalidInput as error:
        why = "; ".join(fault.message for fault in error.faults)
        raise unusable(what, f"Azure's answer cannot be used ({why})") from None
    if not isinstance(value, dict):
        raise unusable(what, "Azure's answer is not an object")
    return value


def _code(response: HttpResponse) -> str:
    try:
        return code_of(parse("", response.content))
    except InvalidInput:
        return ""
