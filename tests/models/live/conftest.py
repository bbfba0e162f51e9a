"""A server that answers as Azure does, for each test its own."""

from collections.abc import Iterator

import pytest

from tests.support.azure_server import FakeAzure, serving


@pytest.fixture
def azure(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAzure]:
    """The server, which has nothing yet; no proxy stands between."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving(FakeAzure()) as server:
        yield server
