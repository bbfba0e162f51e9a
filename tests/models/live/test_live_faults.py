"""What goes wrong while Azure is read: told in words that say how to mend it, and only so."""

import json
import time
from typing import Any

import pytest
from azure.core.credentials import AccessToken, TokenRequestOptions
from azure.core.exceptions import ClientAuthenticationError, ServiceRequestError
from azure.identity import CredentialUnavailableError
from hypothesis import given
from hypothesis import strategies as st

from models.errors import LiveError
from models.live import pages, retrying
from models.live.connection import Connection, same_origin
from models.live.graph import KINDS, list_kind
from models.live.reading import Live, read_by
from models.live.steps import Step
from models.live.subscriptions import require
from tests.support.azure_server import SCOPE, TOKEN, Credential, FakeAzure, Reply, refusal

SUBSCRIPTION = "11111111-2222-3333-4444-555555555555"
VAULT = (
    f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg"
    "/providers/Microsoft.RecoveryServices/vaults/vault"
)
NETWORKS = "virtualnetworks"
HERE = f"/subscriptions/{SUBSCRIPTION}"
FABRICS = "/replicationFabrics"


def read_all(azure: FakeAzure, **options: Any) -> Live:
    with azure.connection(**options) as connection:
        return read_by(connection, [SUBSCRIPTION])


def failure(azure: FakeAzure, **options: Any) -> str:
    """The message with which reading ends; it never repeats what nobody may see."""
    with pytest.raises(LiveError) as caught:
        read_all(azure, **options)
    message = str(caught.value)
    assert "SECRET" not in message
    assert TOKEN not in message
    return message


def asked_again(header: str, value: str, status: int = 429) -> Reply:
    return Reply(status, b"{}", ((header, value),))


@pytest.mark.parametrize(
    "replies",
    [
        [Reply(429)],
        [asked_again("Retry-After", "0")],
        [asked_again("Retry-After", "0.01")],
        [asked_again("Retry-After", "-5")],
        [asked_again("Retry-After", "soon")],
        [asked_again("Retry-After", "nan")],
        [asked_again("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")],
        [asked_again("Retry-After", "Wed, 99 Oct 2015 07:28:00 GMT")],
        [asked_again(retrying.QUOTA, "00:00:00")],
        [asked_again(retrying.QUOTA, "at noon")],
        [Reply(408), Reply(500), Reply(502), Reply(503), Reply(504)],
        [asked_again("Retry-After", "0", 503)] * 5,
    ],
)
def test_where_azure_is_busy_it_is_asked_again(azure: FakeAzure, replies: list[Reply]) -> None:
    azure.instead = {HERE: list(replies), NETWORKS: list(replies)}
    with azure.connection() as connection:
        require(connection, SUBSCRIPTION)
        list_kind(connection, KINDS[0], [SUBSCRIPTION])
    for about in (HERE, NETWORKS):
        assert len(azure.calls_about(about)) == len(replies) + 1


@pytest.mark.parametrize(
    ("status", "why"),
    [(429, "Azure takes no more requests now"), (503, "Azure is out of order (503)")],
)
def test_asking_again_has_an_end(azure: FakeAzure, status: int, why: str) -> None:
    azure.instead[NETWORKS] = [Reply(status)] * 100
    assert why in failure(azure)
    assert len(azure.calls_about(NETWORKS)) == retrying.TRIES


@pytest.mark.parametrize(
    "reply",
    [
        asked_again("Retry-After", "121"),
        asked_again("Retry-After", "inf"),
        asked_again("Retry-After", "9" * 400),
        asked_again("Retry-After", "Wed, 21 Oct 2099 07:28:00 GMT"),
        asked_again(retrying.QUOTA, "01:00:00"),
    ],
)
def test_a_wait_that_is_too_long_is_not_waited(azure: FakeAzure, reply: Reply) -> None:
    azure.instead[NETWORKS] = [reply]
    assert "try again in some minutes" in failure(azure)
    assert len(azure.calls_about(NETWORKS)) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 501])
def test_what_asking_again_cannot_mend_is_asked_once_whatever_its_headers(
    azure: FakeAzure, status: int
) -> None:
    azure.instead[NETWORKS] = [asked_again("Retry-After", "0", status)] * 9
    failure(azure)
    assert len(azure.calls_about(NETWORKS)) == 1


def test_waits_are_told_of_and_grow(azure: FakeAzure) -> None:
    azure.instead[NETWORKS] = [Reply(503)] * 4
    waits: list[float] = []
    with azure.connection(backoff=0.005) as connection:
        connection.progress = lambda step: waits.append(step.wait) if step.wait else None
        read_by(connection, [SUBSCRIPTION])
    assert len(waits) == 3
    assert waits == sorted(waits)
    assert waits[0] == pytest.approx(0.01, abs=0.005)


def test_a_wait_can_be_given_up(azure: FakeAzure) -> None:
    class StoppedError(Exception):
        pass

    def stop(step: Step) -> None:
        if step.wait:
            raise StoppedError

    azure.instead[NETWORKS] = [asked_again("Retry-After", "100")]
    began = time.monotonic()
    with azure.connection() as connection:
        connection.progress = stop
        with pytest.raises(StoppedError):
            read_by(connection, [SUBSCRIPTION])
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("about", "reply", "said"),
    [
        (HERE, refusal(403, "AuthorizationFailed"), f"needs the role Reader on the {HERE[1:13]}"),
        (NETWORKS, refusal(403, "AuthorizationFailed"), "the role Reader on the subscriptions"),
        (HERE, refusal(404, "SubscriptionNotFound"), "there is none of that id"),
        (HERE, refusal(400, "InvalidSubscriptionId"), "there is none of that id"),
        (NETWORKS, refusal(400, "BadRequest", "NoValidSubscriptionsInQueryRequest"), "none of"),
        (HERE, refusal(401, "InvalidAuthenticationTokenTenant"), "run az login --tenant"),
        (HERE, refusal(401, "ExpiredAuthenticationToken"), "run az login, and"),
        (NETWORKS, refusal(401, "AuthenticationFailed"), "run az login, and"),
        (NETWORKS, refusal(400, "BadRequest"), "answered with status 400"),
        (NETWORKS, Reply(302, b"", (("Location", "http://127.0.0.1:9/"),)), "with status 302"),
        (NETWORKS, Reply(204, b""), "status 204"),
        (NETWORKS, Reply(403, b"<html>SECRET"), "needs the role Reader"),
        (HERE, Reply(403, b'{"error": ["SECRET"]}'), "needs the role Reader"),
        (NETWORKS, Reply(200, b"<html>SECRET"), "a page of the web"),
        (NETWORKS, Reply(200, b""), "Azure's answer is empty"),
        (NETWORKS, Reply(200, b'{"data": ["SECRET"'), "not valid JSON"),
        (NETWORKS, Reply(200, b'["SECRET"]'), "is not an object"),
        (NETWORKS, Reply(200, b'{"data": {"SECRET": 1}}'), "no list of rows"),
        (NETWORKS, Reply(200, b"[" * 200_000), "nested too deeply"),
        (NETWORKS, Reply(200, b'{"data": [NaN]}'), "NaN is not a JSON number"),
        (NETWORKS, Reply(200, b'{"data": [], "$skipToken": 7}'), "is no text"),
        (NETWORKS, Reply(200, b'{"data": [], "resultTruncated": "true"}'), "fewer subscriptions"),
        (FABRICS, Reply(200, b'{"value": null}'), "no list of rows"),
        (FABRICS, refusal(500, "SECRET"), "Azure is out of order (500)"),
    ],
)
def test_what_azure_answers_is_told_without_repeating_it(
    azure: FakeAzure, about: str, reply: Reply, said: str
) -> None:
    azure.add({"id": VAULT, "name": "vault"})
    azure.instead[about] = [reply] * retrying.TRIES
    message = failure(azure)
    assert said in message
    assert "could not be read" in message
    assert len(message.splitlines()) == 1


def test_missing_rights_name_the_subscription(azure: FakeAzure) -> None:
    azure.instead[HERE] = [refusal(403, "AuthorizationFailed")]
    assert failure(azure).endswith(
        f"whoever is signed in needs the role Reader on the subscription {SUBSCRIPTION}"
    )
    assert len(azure.calls) == 1


@pytest.mark.parametrize(
    "trouble", [ClientAuthenticationError("SECRET"), CredentialUnavailableError("SECRET")]
)
def test_where_nobody_is_signed_in_the_message_says_how(
    azure: FakeAzure, trouble: Exception
) -> None:
    class Nobody(Credential):
        def get_token_info(self, *scopes: str, options: TokenRequestOptions | None = None) -> Any:
            raise trouble

    with (
        Connection(Nobody(), azure.url, SCOPE, backoff=0.0) as connection,
        pytest.raises(LiveError, match=r"^nobody is signed in to Azure: run az login") as caught,
    ):
        read_by(connection, [SUBSCRIPTION])
    assert "SECRET" not in str(caught.value)
    assert azure.calls == []


def test_a_sign_in_that_cannot_reach_its_server_is_told_as_the_network(azure: FakeAzure) -> None:
    class Cut(Credential):
        def get_token_info(self, *scopes: str, options: TokenRequestOptions | None = None) -> Any:
            raise ServiceRequestError("SECRET")

    with (
        Connection(Cut(), azure.url, SCOPE, backoff=0.0) as connection,
        pytest.raises(LiveError, match="could not be reached") as caught,
    ):
        read_by(connection, [SUBSCRIPTION])
    assert "SECRET" not in str(caught.value)


def test_a_credential_of_an_older_package_will_do(azure: FakeAzure) -> None:
    class Old:
        def get_token(self, *scopes: str, **_options: Any) -> AccessToken:
            return Credential().get_token(*scopes)

    with Connection(Old(), azure.url, SCOPE) as connection:
        assert read_by(connection, [SUBSCRIPTION]).documents


def test_a_server_that_is_not_there_is_told(azure: FakeAzure) -> None:
    azure.url = "http://127.0.0.1:9"
    message = failure(azure)
    assert "127.0.0.1 could not be reached" in message
    assert "proxy (HTTPS_PROXY)" in message


def test_an_answer_that_is_too_slow_is_told_after_its_time(azure: FakeAzure) -> None:
    azure.instead[NETWORKS] = [Reply(after=0.15)] * 3
    assert "did not come whole and in time" in failure(azure, answer=0.05)


def test_an_answer_that_breaks_off_is_asked_for_again(azure: FakeAzure) -> None:
    whole = json.dumps({"data": [{"id": "x"}], "totalRecords": 1}).encode()
    azure.instead[NETWORKS] = [Reply(200, whole, (), 9), Reply(200, whole)]
    [(_, data), *_] = read_all(azure).documents
    assert json.loads(data) == {"value": [{"id": "x"}]}


def test_an_answer_that_always_breaks_off_is_told(azure: FakeAzure) -> None:
    azure.instead[NETWORKS] = [Reply(200, b'{"data": []}', (), 9)] * 20
    assert "did not come whole and in time" in failure(azure)
    assert len(azure.calls_about(NETWORKS)) <= retrying.TRIES


@pytest.mark.parametrize("tokens", ["same", "always another"])
def test_pages_that_never_end_are_given_up(
    azure: FakeAzure, monkeypatch: pytest.MonkeyPatch, tokens: str
) -> None:
    monkeypatch.setattr(pages, "MOST_PAGES", 5)
    marks = [1] * 20 if tokens == "same" else range(20)
    azure.instead[NETWORKS] = [
        Reply(200, json.dumps({"data": [], "$skipToken": str(mark)}).encode()) for mark in marks
    ]
    assert "its pages do not end" in failure(azure)
    assert len(azure.calls_about(NETWORKS)) == (2 if tokens == "same" else 5)


def test_a_next_link_that_leads_in_a_circle_is_given_up(azure: FakeAzure) -> None:
    azure.add({"id": VAULT, "name": "vault"})
    link = f"{azure.url}{VAULT}/replicationFabrics?page=2"
    azure.instead[FABRICS] = [Reply(200, json.dumps({"value": [], "nextLink": link}).encode())] * 9
    assert "its pages do not end" in failure(azure)
    assert len(azure.calls_about(FABRICS)) == 2


@pytest.mark.parametrize(
    "link",
    [
        "http://evil.example/x",
        "https://127.0.0.1:PORT/x",
        "http://127.0.0.1:1/x",
        "http://someone@127.0.0.1:PORT/x",
        "http://127.0.0.1:PORT@evil.example/x",
        "http://127.0.0.1.evil.example:PORT/x",
        "http://127.0.0.1:port/x",
        "http://[::1/x",
        "//evil.example/x",
        "/x",
        "file:///etc/passwd",
        "x",
    ],
)
def test_a_next_page_elsewhere_never_gets_the_token(azure: FakeAzure, link: str) -> None:
    azure.add({"id": VAULT, "name": "vault"})
    link = link.replace("PORT", azure.url.rpartition(":")[2])
    azure.instead[FABRICS] = [Reply(200, json.dumps({"value": [], "nextLink": link}).encode())]
    message = failure(azure)
    assert "its next page is said to be at another host" in message
    assert "evil" not in message
    assert azure.calls[-1].path == f"{VAULT}/replicationFabrics"


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("https://management.azure.com:443/x?y", True),
        ("https://MANAGEMENT.azure.com/x", True),
        ("http://management.azure.com/x", False),
        ("https://management.azure.com:444/x", False),
        ("https://management.azure.com.evil.example/x", False),
        ("https://user:word@management.azure.com/x", False),
        ("https://management.azure.com\\@evil.example/x", False),
    ],
)
def test_only_the_same_scheme_host_and_port_is_the_same_place(url: str, here: bool) -> None:
    assert same_origin(url, "https://management.azure.com") == here


def test_what_has_encryption_is_never_asked_without(azure: FakeAzure) -> None:
    with (
        Connection(Credential(), "https://management.azure.com/", SCOPE, backoff=0.0) as connection,
        pytest.raises(LiveError, match="at another host"),
    ):
        connection.get(f"{azure.url}{HERE}", Step("it"), "")
    assert azure.calls == []


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_a_time_is_read_as_its_seconds(hours: int, minutes: int, rest: int) -> None:
    read = retrying.seconds(f"{hours:02}:{minutes:02}:{rest:02}")
    assert read == hours * 3600 + minutes * 60 + rest


@given(st.text(max_size=20))
def test_any_text_is_a_time_or_none(text: str) -> None:
    found = retrying.seconds(text)
    assert found is None or found >= 0
