"""Whose token is sent where: each cloud has its own Resource Manager, scope and sign-in."""

from typing import Any, Self

import pytest
from azure.identity import CredentialUnavailableError

from models.errors import LiveError
from models.live.clouds import NAMES
from models.live.signing_in import connect
from models.live.steps import Step
from tests.support.azure_server import Credential

PLACES = {
    "AzureCloud": (
        "login.microsoftonline.com",
        "https://management.azure.com",
        "https://management.azure.com/.default",
    ),
    "AzureUSGovernment": (
        "login.microsoftonline.us",
        "https://management.usgovcloudapi.net",
        "https://management.core.usgovcloudapi.net/.default",
    ),
    "AzureChinaCloud": (
        "login.chinacloudapi.cn",
        "https://management.chinacloudapi.cn",
        "https://management.chinacloudapi.cn/.default",
    ),
}


class Somebody(Credential):
    """Stands in for the sign-in of azure-identity; nobody is signed in."""

    made: list["Somebody"]

    def __init__(self, authority: str) -> None:
        self.authority = authority
        self.scopes: list[str] = []
        self.closed = False
        self.made.append(self)

    def get_token_info(self, *scopes: str, options: Any = None) -> Any:
        self.scopes += scopes
        raise CredentialUnavailableError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.closed = True


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Somebody]:
    """The credentials that were made."""
    credentials: list[Somebody] = []
    monkeypatch.setattr(Somebody, "made", credentials, raising=False)
    monkeypatch.setattr("models.live.signing_in.DefaultAzureCredential", Somebody)
    return credentials


@pytest.mark.parametrize("cloud", NAMES)
def test_each_cloud_has_its_own_places(made: list[Somebody], cloud: str) -> None:
    authority, endpoint, scope = PLACES[cloud]
    with connect(cloud) as connection:
        assert connection.endpoint == endpoint
        with pytest.raises(LiveError, match="nobody is signed in"):
            connection.get(f"{endpoint}/subscriptions", Step("it"), "")
    [somebody] = made
    assert (somebody.authority, somebody.scopes) == (authority, [scope])
    assert somebody.closed


def test_there_is_no_other_cloud() -> None:
    assert set(NAMES) == set(PLACES)
    assert NAMES[0] == "AzureCloud"


def test_the_sign_in_of_azure_identity_opens_nothing_before_it_is_used() -> None:
    with connect("AzureCloud") as connection:
        assert connection.endpoint == "https://management.azure.com"


def test_a_setting_that_azure_identity_does_not_take_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AZURE_TOKEN_CREDENTIALS", "SECRET")
    with (
        pytest.raises(LiveError, match="the sign-in to Azure cannot be set up") as caught,
        connect("AzureCloud"),
    ):
        pass
    assert "SECRET" not in str(caught.value)
