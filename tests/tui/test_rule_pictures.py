"""The pictures of the page about the rules are the screens as they are.

After a wanted change: ``make pictures``, and look at them.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.test_snapshots import DOCS, Compare, keys
from tui.app import AsrnetApp

SIZE = (100, 30)
SNAPSHOTS = Path(__file__).parent / "__snapshots__" / "test_rule_pictures"
PICTURES = DOCS / "pictures"


class Picture(NamedTuple):
    """A sample plan, and the keys that lead to what is to be seen."""

    sample: str
    pressed: tuple[str, ...]


ALL = {
    "mapping": Picture("broken", ("f3",)),
    "subnet": Picture(
        "broken", ("f5", "slash", *"finding:subnet-fallback", "enter", "w", *["down"] * 15)
    ),
    "available": Picture("article", ("f5", "down", "down", "f7")),
    "failover": Picture("article", ("f5", "down", "down", "w", *["down"] * 13)),
    "test-failover": Picture(
        "article", ("f5", "down", "f7", "slash", *"drill front", "enter", "c")
    ),
    "failback": Picture("article", ("f9", "down", "down")),
}


@pytest.mark.parametrize("name", list(ALL))
def test_a_rule_as_the_program_shows_it(
    snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    picture = ALL[name]
    [sample] = [one for one in samples() if one.name == picture.sample]
    sample.copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    app = AsrnetApp(Opened(*open_document(Path(f"{sample.name}.toml"))))
    assert snap_compare(app, terminal_size=SIZE, run_before=keys(*picture.pressed))


@pytest.mark.parametrize("name", list(ALL))
def test_the_picture_of_the_page_is_the_real_screen(name: str) -> None:
    real = SNAPSHOTS / f"test_a_rule_as_the_program_shows_it[{name}].svg"
    assert (PICTURES / f"{name}.svg").read_bytes() == real.read_bytes()
    assert f"](pictures/{name}.svg)" in (DOCS / "rules.md").read_text(encoding="utf-8")
