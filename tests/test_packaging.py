"""The wheel: it carries all that the program needs, nothing else, and works on its own."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("models", "tui", "sample_configs")
SHIPPED = {".css", ".csv", ".html", ".js", ".ps1", ".py", ".sh", ".tcss", ".toml"}
RUN = """
import sys
wheel, *arguments = sys.argv[1:]
sys.path.insert(0, wheel)
import models
from tui.__main__ import main
assert models.__file__.startswith(wheel), models.__file__
sys.exit(main(arguments))
"""
"""Runs the program out of a wheel, wherever else it may be installed."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the project as it is."""
    out = tmp_path_factory.mktemp("wheel")
    command = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out))
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    [path] = out.iterdir()
    return path


@pytest.fixture(scope="module")
def carried(wheel: Path) -> set[str]:
    """The names of the files in it, without those that describe the wheel itself."""
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    return {name for name in names if not name.partition("/")[0].endswith(".dist-info")}


def test_the_wheel_carries_the_packages_and_nothing_else(carried: set[str]) -> None:
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in SHIPPED
    }
    assert carried == expected


def test_the_wheel_carries_samples_styles_and_regions(carried: set[str]) -> None:
    plans = {name for name in carried if name.endswith(".toml")}
    there = (path for path in (ROOT / "sample_configs").rglob("*.toml"))
    assert plans == {path.relative_to(ROOT).as_posix() for path in there}
    assert {name.partition("/")[0] for name in plans} == {"sample_configs"}
    assert "models/data/regions.csv" in carried
    assert {"tui/styles/app.tcss", "tui/styles/workspace.tcss"} <= carried


@pytest.mark.parametrize(
    ("arguments", "expected"), [(("demo", "--list"), "company-a"), (("regions",), "eastasia")]
)
def test_the_program_runs_from_the_wheel_alone(
    wheel: Path, tmp_path: Path, arguments: tuple[str, ...], expected: str
) -> None:
    command = (sys.executable, "-I", "-c", RUN, str(wheel), *arguments)
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert expected in ended.stdout
