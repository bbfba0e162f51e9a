"""How the address grid, Why and the replay look. After a wanted change:
``pytest tests/tui/test_address_grid_pictures.py --snapshot-update``, and look at the pictures."""

from pathlib import Path

import pytest

from models.formats.plan_toml import dumps
from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.support.builders import at, estate, ip, item, machine, settings, subnet
from tests.tui.test_snapshots import Compare, keys
from tui.app import AsrnetApp

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
sizes = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)


@pytest.fixture
def full_of_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsrnetApp:
    """One of each kind of address in ``web``, and a few machines in the large ``big``."""
    web, big = subnet("web", "10.0.0.0/24"), subnet("big", "10.1.0.0/16")
    busy = subnet("web", "10.0.0.0/24", in_use={"10.0.0.10": "ilb", "10.0.0.30": "bastion"})
    vms = [machine(f"web-{n:02}", ip(f"10.0.0.{n}")) for n in (10, 11, 12, 40, 41)]
    vms += [machine(f"big-{n:02}", ip(f"10.1.{n}.9", "big")) for n in range(0, 90, 7)]
    items = [item(vm.id) for vm in vms if vm.id != "web-41"]
    items.append(item("web-41", settings(failover=at("10.0.0.200"))))
    (tmp_path / "kinds.toml").write_text(
        dumps(estate([web, big], [busy, big], vms, items)), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return AsrnetApp(Opened(*open_document(Path("kinds.toml"))))


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsrnetApp:
    """The article's example."""
    samples()[0].copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return AsrnetApp(Opened(*open_document(Path("article.toml"))))


@sizes
def test_a_subnet_with_every_kind(
    snap_compare: Compare, full_of_kinds: AsrnetApp, size: tuple[int, int]
) -> None:
    assert snap_compare(full_of_kinds, terminal_size=size, run_before=keys("f7"))


@sizes
def test_a_large_subnet(
    snap_compare: Compare, full_of_kinds: AsrnetApp, size: tuple[int, int]
) -> None:
    assert snap_compare(full_of_kinds, terminal_size=size, run_before=keys("f7", "n"))


@sizes
def test_a_replay(snap_compare: Compare, full_of_kinds: AsrnetApp, size: tuple[int, int]) -> None:
    pressed = keys("f7", "v", "right", "right", "right", "right", "right", "right")
    assert snap_compare(full_of_kinds, terminal_size=size, run_before=pressed)


@sizes
def test_why(snap_compare: Compare, article: AsrnetApp, size: tuple[int, int]) -> None:
    pressed = keys("w", "n", "n", "c", *["j"] * 7)
    assert snap_compare(article, terminal_size=size, run_before=pressed)


def test_the_list_of_subnets(snap_compare: Compare, article: AsrnetApp) -> None:
    pressed = keys("f7", "slash", *"front")
    assert snap_compare(article, terminal_size=(80, 24), run_before=pressed)
