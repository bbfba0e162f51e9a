"""Whatever is named how: only what was named as the output is written, and no link is followed."""

import re
import stat
from pathlib import Path

import pytest

from models.errors import StorageError
from models.exports.kinds import KINDS, export
from models.storage.exporting import write_directory, write_file
from tests.support import export_plans
from tests.support.command_line import Run

SINGLE = [kind for kind, about in KINDS.items() if not about.several_files]
SEVERAL = [kind for kind, about in KINDS.items() if about.several_files]
NAMES = (
    "../../victim",
    "/etc/cron.d/victim",
    "..\\..\\victim",
    "C:\\victim",
    "CON",
    "nul.txt",
    "-rf",
    ".",
    "..",
    ".profile",
    "~/victim",
    "x" * 255,
    "a/b\\c:d*e?f",
    "line\nend\x1b[2J\u202e",
    "é" * 100,
)
PLAIN = re.compile(r"(?![-.])[A-Za-z0-9._-]{1,100}(?<!\.)")
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@pytest.mark.fault(103)
@pytest.mark.parametrize("kind", KINDS)
def test_names_of_a_plan_make_no_path_of_the_files_of_an_export(kind: str) -> None:
    for name in NAMES:
        for file in export(export_plans.hostile(name), kind).files:
            for part in file.name.split("/"):
                assert PLAIN.fullmatch(part), (name, file.name)
                assert not DEVICE.match(part), (name, file.name)


def seen(directory: Path) -> dict[str, tuple[int, bytes]]:
    """Everything in a directory: the mode of each file, and what it holds."""
    return {
        str(path.relative_to(directory)): (path.lstat().st_mode, _content(path))
        for path in sorted(directory.rglob("*"))
    }


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with a plan; the user's own directories are in it too."""
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR"):
        place = tmp_path / "user" / variable
        place.mkdir(parents=True)
        monkeypatch.setenv(variable, str(place))
    (tmp_path / "plan.toml").write_text(export_plans.KNOWN, encoding="utf-8")
    (tmp_path / "other.toml").write_text(export_plans.KNOWN, encoding="utf-8")
    return tmp_path


@pytest.mark.fault(103, 104, 105)
@pytest.mark.parametrize("kind", KINDS)
def test_an_export_writes_its_files_and_nothing_else_twice_the_same(
    kind: str, home: Path, run: Run
) -> None:
    before = seen(home)
    several = KINDS[kind].several_files
    written = []
    for out in ("one", "two"):
        assert run("export", "plan.toml", "--to", kind, "-o", out).status == 0
        now = seen(home)
        assert {name: now[name] for name in before} == before
        new = {name: what for name, what in now.items() if name not in before}
        assert {name.partition("/")[0] for name in new} == {out}
        assert (f"{out}/" in " ".join(new)) == several
        assert not any(stat.S_IMODE(mode) & 0o002 for mode, _ in new.values())
        written.append({name.removeprefix(out): what for name, what in new.items()})
        before = now
    assert written[0] == written[1]


def test_commands_that_only_read_write_nothing(home: Path, run: Run) -> None:
    before = seen(home)
    for arguments in (
        ("check", "plan.toml"),
        ("assign", "plan.toml", "--format", "json"),
        ("explain", "plan.toml", "web-01"),
        ("diff", "plan.toml", "other.toml"),
        ("regions",),
        ("export", "plan.toml", "--to", "csv"),
    ):
        run(*arguments)
        assert seen(home) == before, arguments


def test_an_import_writes_the_plan_that_was_named_and_nothing_else(home: Path, run: Run) -> None:
    run("export", "plan.toml", "--to", "csv", "-o", "table.csv")
    before = seen(home)
    assert run("import", "table.csv", "-o", "new.toml").status == 0
    after = seen(home)
    assert after.keys() - before.keys() == {"new.toml"}
    assert {name: after[name] for name in before} == before


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A file outside the directory that is written to."""
    path = tmp_path / "victim"
    path.write_text("precious", encoding="utf-8")
    (tmp_path / "out").mkdir()
    return path


@pytest.mark.fault(104)
@pytest.mark.parametrize("kind", SEVERAL)
@pytest.mark.parametrize("force", [False, True])
def test_a_link_in_the_directory_of_an_export_is_not_followed(
    kind: str, force: bool, victim: Path
) -> None:
    out, made = victim.parent / "out", export(export_plans.known(), kind)
    (out / made.files[0].name).parent.mkdir(parents=True, exist_ok=True)
    (out / made.files[0].name).symlink_to(victim)
    before = seen(out)
    with pytest.raises(StorageError, match="symbolic link"):
        write_directory(made, out, force=force)
    assert (victim.read_text(), seen(out)) == ("precious", before)


@pytest.mark.fault(104)
def test_a_directory_that_leads_elsewhere_is_not_followed(victim: Path, tmp_path: Path) -> None:
    out, made = tmp_path / "out", export(export_plans.known(), "rest")
    nested = next(file.name for file in made.files if "/" in file.name)
    (tmp_path / "elsewhere").mkdir()
    (out / nested.partition("/")[0]).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError, match="symbolic link"):
        write_directory(made, out, force=True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.fault(104)
@pytest.mark.parametrize("kind", SINGLE)
def test_a_link_under_the_usual_name_of_a_file_is_not_followed(kind: str, victim: Path) -> None:
    [file] = export(export_plans.known(), kind).files
    out = victim.parent / "out"
    (out / file.name).symlink_to(victim)
    with pytest.raises(StorageError, match="symbolic link"):
        write_file(file, out, force=True)
    assert victim.read_text() == "precious"
