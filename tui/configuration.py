"""What a person prefers: one small file, read at the start and written when it is changed.

Nothing in it can keep the program from starting: what cannot be used is told in words, and
its default holds.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, NamedTuple

import tomli
import tomli_w
from pydantic import BaseModel, Field, StrictBool, ValidationError

from models.errors import PlanError
from models.storage.reading import file_bytes
from models.storage.writing import write_atomic
from tui.themes import LOOKS

FILE = "config.toml"
LARGEST = 256 * 1024
"""The largest file that is read, in bytes."""

Density = Literal["comfortable", "compact"]
Clipboard = Literal["auto", "osc52", "file", "both"]


class Configuration(BaseModel, frozen=True, extra="forbid"):
    """How a person wants the screen to be; the field names are those of the file."""

    theme: Literal["dark", "light", "high-contrast", "high-contrast-light", "terminal"] = Field(
        "dark", title="Theme", description="the colours; terminal takes the terminal's own 16"
    )
    density: Density = Field(
        "comfortable", title="Density", description="compact leaves out what is only air"
    )
    mouse: StrictBool = Field(
        True, title="Mouse", description="false leaves it to the terminal, as ^G does for a while"
    )
    animation: StrictBool = Field(
        False, title="Animation", description="things glide; never over SSH"
    )
    ascii: StrictBool | Literal["auto"] = Field(
        "auto", title="ASCII", description="signs and lines in ASCII; auto asks the locale"
    )
    clipboard: Clipboard = Field(
        "auto",
        title="Clipboard",
        description="where y copies to; auto is OSC 52, or a file where a terminal has none",
    )
    keys: Mapping[str, str] = Field(
        {}, title="Keys", description="binding id = keys, with commas between them"
    )


class Fault(NamedTuple):
    """What is wrong with the file: where, what, and how to mend it."""

    where: str
    what: str
    mend: str


class Loaded(NamedTuple):
    """A configuration that can be used, and what of the file could not be."""

    configuration: Configuration
    faults: tuple[Fault, ...] = ()


OPTIONS: Mapping[str, tuple[Any, ...]] = {
    "theme": tuple(LOOKS),
    "density": ("comfortable", "compact"),
    "mouse": (True, False),
    "animation": (False, True),
    "ascii": ("auto", True, False),
    "clipboard": ("auto", "osc52", "file", "both"),
}
"""The values of each option, the default first."""


def load(directory: Path) -> Loaded:
    """The configuration in a directory; without a file, or a usable one, the defaults."""
    path = directory / FILE
    try:
        if not path.exists():
            return Loaded(Configuration())
        data = tomli.loads(file_bytes(path, LARGEST).decode("utf-8-sig"))
    except (PlanError, OSError) as error:
        return _useless(path, str(error), "Mend the file, or change an option: that writes it.")
    except UnicodeDecodeError:
        return _useless(path, "it is not UTF-8", "Save it as UTF-8 text.")
    except (ValueError, RecursionError) as error:
        return _useless(path, f"it is not TOML: {error}", "Mend it there; see docs.")
    return read(data)


def read(data: Mapping[str, Any]) -> Loaded:
    """The configuration in a table, faulty parts taken out."""
    from tui.key_map import usable_keys  # here, as it needs every screen

    wanted = dict(data)
    faults = list(_unknown(wanted))
    for fault in faults:
        del wanted[fault.where]
    keys = wanted.pop("keys", {})
    faulty: dict[str, Fault] = {}
    try:
        configuration = Configuration(**wanted)
    except ValidationError as error:
        faulty = {str(found["loc"][0]): _value(found) for found in error.errors()}
        good = {name: value for name, value in wanted.items() if name not in faulty}
        configuration = Configuration(**good)
    faults += faulty.values()
    if keys:
        usable, wrong = usable_keys(keys)
        configuration = configuration.model_copy(update={"keys": usable})
        faults += wrong
    return Loaded(configuration, tuple(faults))


def save(configuration: Configuration, directory: Path) -> None:
    """Write what differs from the defaults, all at once or not at all.

    Raises :class:`models.errors.PlanError` or :class:`OSError` where that is not possible.
    """
    directory.mkdir(parents=True, exist_ok=True)
    values = configuration.model_dump(exclude_defaults=True)
    write_atomic(directory / FILE, tomli_w.dumps(values).encode())


def nearest(name: str, known: Mapping[str, Any] | tuple[Any, ...]) -> str:
    """“Did you mean …?” where something known is near, else nothing."""
    words = [str(word) for word in known]
    near = get_close_matches(name, words, 1) or [word for word in words if word.endswith(name)]
    return f" Did you mean {near[0]}?" if near else ""


def toml_value(value: object) -> str:
    """A value as the file has it, without quotes: ``true``, ``dark``."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unknown(data: Mapping[str, Any]) -> Iterator[Fault]:
    known = Configuration.model_fields
    for name in data:
        if name not in known:
            mend = f"Take it out; there are {', '.join(known)}.{nearest(name, known)}"
            yield Fault(name, "there is no option of that name", mend)


def _value(found: Any) -> Fault:
    """What is wrong with the value of an option."""
    name = str(found["loc"][0])
    values = tuple(toml_value(value) for value in OPTIONS[name])
    given = toml_value(found["input"])
    mend = f"Use one of {', '.join(values)}.{nearest(given, values)}"
    return Fault(name, f"it cannot be {given[:60]}", mend)


def _useless(path: Path, what: str, mend: str) -> Loaded:
    return Loaded(Configuration(), (Fault(str(path), what, mend),))
