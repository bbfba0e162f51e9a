"""Every parser of what others wrote, each as a function of bytes that must not fail.

A parser may refuse what it is given, by a :class:`models.errors.PlanError`. Whatever it takes
in has to be of use: it can be written, read again, and computed.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

from models.addresses import parse_address, parse_prefix
from models.assign import assign
from models.findings import findings
from models.formats import demonstration_toml, documents
from models.formats.document import Given
from models.formats.journal_lines import records
from models.formats.plan_toml import dumps, loads
from models.listing import Listing
from models.plan import Plan
from models.query import parse
from models.query_completion import completion
from models.samples import samples
from models.session import Session
from models.storage.reading import load_plan, text_of
from models.storage.recovery import recovery
from models.storage.writing import fingerprint_of
from models.training.keys import pressed
from tui import configuration, saved_filters
from tui.config_directory import VARIABLE
from tui.key_map import exists
from tui.presenting.key_events import key_event, shown_keys
from tui.recent_plans import RecentPlans

LONGEST_QUERY = 2000
"""How much of an input is typed as a filter, in characters."""
Parser = Callable[[bytes], object]
CORPUS = Path(__file__).parent / "corpus"
"""A directory for each parser: what it starts from, and what once made it fail."""


def corpus_of(name: str) -> list[Path]:
    """The files of a parser's corpus, in a fixed order."""
    return sorted((CORPUS / name).iterdir())


def a_plan(data: bytes) -> None:
    """A plan file."""
    with _directory() as directory:
        path = directory / "plan.toml"
        path.write_bytes(data)
        use(load_plan(path))


def an_import(data: bytes) -> None:
    """A file to import, of whatever kind it looks like."""
    use(documents.read([("given", data)], Given("eastasia")).plan)


def use(plan: Plan) -> None:
    """Do with a plan what is done with every plan."""
    assert loads(dumps(plan)) == plan
    findings(assign(plan))


def a_journal(data: bytes) -> None:
    """A journal as it is, and as its lines would be with the checksums that fit them."""
    base = fingerprint_of(samples()[0].text.encode())
    lines = [line.strip() for line in data.splitlines()]
    summed = [b"%08x %s\n" % (crc32(line), line) for line in lines]
    for written in (data.splitlines(keepends=True), summed):
        with suppress(KeyError, ValueError):  # what opening a plan tells in words
            found = recovery(tuple(records(written)), base)
            if found is not None:
                found.plan(_session().plan)


def preferences(data: bytes) -> None:
    """The files of a person's own: whatever is wrong in them, the program starts."""
    with _directory() as directory, patch.dict(os.environ, {VARIABLE: str(directory)}):
        for name in (configuration.FILE, saved_filters.FILE):
            (directory / name).write_bytes(data)
        configuration.load(directory)
        saved_filters.load_filters()
        RecentPlans(directory / saved_filters.FILE).all()


def a_query(data: bytes) -> None:
    """A filter, as it is typed."""
    text, listing = data.decode("utf-8", "replace")[:LONGEST_QUERY], _listing()
    completion(text, _session().plan)
    parse(text).select(listing.rows)


def an_address(data: bytes) -> None:
    """An address or a prefix, as it is typed or stands in a file."""
    text = data.decode("utf-8", "replace")
    for read in (parse_address, parse_prefix):
        with suppress(ValueError):
            value = read(text)
            assert read(str(value)) == value


def a_demonstration(data: bytes) -> None:
    """The script of a demonstration."""
    text = text_of(data, "script.toml")
    for step in demonstration_toml.loads(text, "script.toml", ("article",), exists).steps:
        for key in pressed(step.keys):
            key_event(key)
        shown_keys(step.keys)


PARSERS: Mapping[str, Parser] = {
    "plan": a_plan,
    "az": an_import,
    "arm_template": an_import,
    "resource_graph": an_import,
    "powershell": an_import,
    "terraform": an_import,
    "site_recovery": an_import,
    "csv": an_import,
    "journal": a_journal,
    "preferences": preferences,
    "query": a_query,
    "address": an_address,
    "demonstration": a_demonstration,
}


@contextmanager
def _directory() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="asrnet-fuzz-") as name:
        yield Path(name)


@cache
def _session() -> Session:
    return Session(loads(samples()[0].text))


@cache
def _listing() -> Listing:
    return Listing(_session())
