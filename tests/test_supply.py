"""What the program is made of: exact versions, none of them with a published flaw."""

import re
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from importlib.metadata import PackageNotFoundError, distribution, requires
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.!+]+)")
Verdict = Callable[[dict[str, Any] | None], tuple[int, list[str]]]


def pins() -> dict[str, str]:
    """The version of each package that is pinned."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [PIN.fullmatch(line) for line in lines]
    assert None not in found
    return {canonicalize_name(match[1]): match[2] for match in found if match}


def brought(name: str, extras: frozenset[str], into: dict[str, str]) -> None:
    """Collect the packages that one brings into this environment, and those they bring."""
    for text in requires(name) or ():
        wanted = Requirement(text)
        if wanted.marker and not any(
            wanted.marker.evaluate({"extra": extra}) for extra in extras or {""}
        ):
            continue
        found = canonicalize_name(wanted.name)
        if found == "asrnet":
            brought("asrnet", frozenset(wanted.extras), into)
        elif found not in into:
            into[found] = _version(found)
            brought(found, frozenset(wanted.extras), into)


def _version(name: str) -> str:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        pytest.skip(f"{name} is not installed; make check installs it")


def test_everything_that_is_installed_for_the_program_is_pinned_to_its_version() -> None:
    installed: dict[str, str] = {}
    brought("asrnet", frozenset({"dev", "azure", ""}), installed)
    assert {"textual", "rich", "pydantic-core", "hypothesis", "msal"} <= installed.keys()
    pinned = pins()
    assert {name: pinned.get(name) for name in installed} == installed


def test_nothing_is_pinned_twice() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    names = [canonicalize_name(line.partition("==")[0]) for line in lines]
    assert len(set(names)) == len(names)


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    """How ``make audit`` judges what the advisory service says."""
    loader = SourceFileLoader("audit", str(ROOT / ".ci" / "audit"))
    spec = spec_from_loader("audit", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    found: Verdict = module.verdict
    return found


def package(name: str, *flaws: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "version": "1", "vulns": list(flaws)} | more


def test_a_published_flaw_fails_the_audit_and_says_what_mends_it(verdict: Verdict) -> None:
    flaws = {"id": "CVE-1", "fix_versions": ["2"]}, {"id": "CVE-2", "fix_versions": []}
    status, lines = verdict({"dependencies": [package("good"), package("bad", *flaws)]})
    assert status == 1
    assert lines == [
        "audit: 2 of 2 versions were looked up",
        "bad 1: CVE-1, mended in 2",
        "bad 1: CVE-2, not mended yet",
    ]


def test_without_an_answer_the_audit_says_so_and_goes_on(verdict: Verdict) -> None:
    skipped = {"name": "x", "skip_reason": "not found"}
    for nothing in (None, {"dependencies": [skipped]}):
        status, [line] = verdict(nothing)
        assert (status, "could not be asked" in line) == (0, True)
    status, [line] = verdict({"dependencies": [skipped, package("good")]})
    assert (status, line) == (0, "audit: 1 of 2 versions were looked up")
