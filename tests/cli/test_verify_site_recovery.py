"""``asrnet verify`` with the lists of Site Recovery."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.fixtures.site_recovery.documents import Estate, ip, nic

Write = Callable[[str, str | bytes], Path]


def written(write: Write, estate: Estate) -> list[Path]:
    return [write(name, data) for name, data in estate.documents()]


@pytest.fixture
def plan(run: Run, write: Write) -> Path:
    """A plan of the estate with all that was decided about it."""
    run("import", *written(write, Estate()), "-o", "plan.toml")
    return Path("plan.toml")


def test_right_after_an_import_nothing_has_drifted(run: Run, write: Write, plan: Path) -> None:
    ended = run("verify", plan, *written(write, Estate()))
    assert (ended.status, ended.out) == (0, "✓ no drift\n")


def test_a_setting_that_was_changed_in_azure_is_drift(run: Run, write: Write, plan: Path) -> None:
    estate = Estate()
    ip(estate.web)["recoveryStaticIPAddress"] = "10.10.3.21"
    ended = run("verify", plan, *written(write, estate))
    assert ended.status == 1
    assert "10.10.3.21" in ended.out
    assert "10.10.3.20" in ended.out
    assert len(ended.out.splitlines()) == 2


def test_what_azure_only_filled_in_is_no_drift(run: Run, write: Write, plan: Path) -> None:
    estate = Estate()
    nic(estate.web)["ipConfigs"][1]["tfoSubnetName"] = None
    nic(estate.db)["recoveryNicName"] = None
    nic(estate.db)["ipConfigs"][0]["recoverySubnetName"] = None
    ended = run("verify", plan, *written(write, estate))
    assert (ended.status, ended.out) == (0, "✓ no drift\n")
