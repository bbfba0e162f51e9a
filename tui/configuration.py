"""What a person prefers: one small file, read at the start and written when it is changed.

Nothing in it can keep the program from starting: what cannot be used is told in words, and
its default holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, NamedTuple

from models.errors import PlanError
from models.storage.reading import file_bytes
from tui.themes import LOOKS

FILE = "config.toml"
LARGEST = 256 * 1024
"""The largest file that is read, in bytes."""

Density = Literal["comfortable", "compact"]
Clipboard = Literal["auto", "osc52", "file", "both"]


@dataclass(frozen=True)
class Configuration:
    """How a person wants the screen to be; the field names are those of the file.

    Read at every start, before anything is seen: so it is checked by hand, against
    :data:`OPTIONS`, and not by a library that takes longer to load than the screen to show.
    """

    theme: str = "dark"
    density: Density = "comfortable"
    mouse: bool = True
    animation: bool = False
    ascii: bool | Literal["auto"] = "auto"
    clipboard: Clipboard = "auto"
    keys: Mapping[str, str] = field(default_factory=dict)
    """Binding id = keys, with commas between them."""


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
WORDS: Mapping[str, tuple[str, str]] = {
    "theme": ("Theme", "the colours; terminal takes the terminal's own 16"),
    "density": ("Density", "compact leaves out what is only air"),
    "mouse": ("Mouse", "false leaves it to the terminal, as ^G does for a while"),
    "animation": ("Animation", "things glide; never over SSH"),
    "ascii": ("ASCII", "signs and lines in ASCII; auto asks the locale"),
    "clipboard": (
        "Clipboard",
        "where y copies to; auto is OSC 52, or a file where a terminal has none",
    ),
}
"""What each option is called, and what there is to say of it."""


def load(directory: Path) -> Loaded:
    """The configuration in a directory; without a file, or a usable one, the defaults."""
    path = directory / FILE
    try:
        if not path.exists():
            return Loaded(Configuration())
        import tomli  # here, as most have no such file

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
    wanted = dict(data)
    faults = list(_unknown(wanted))
    for fault in faults:
        del wanted[fault.where]
    keys = wanted.pop("keys", {})
    good = {name: value for name, value in wanted.items() if _is_one_of(value, OPTIONS[name])}
    faults += [_value(name, value) for name, value in wanted.items() if name not in good]
    if keys:
        from tui.key_map import usable_keys  # here, as it needs every screen

        usable, wrong = usable_keys(keys)
        good["keys"] = usable
        faults += wrong
    return Loaded(Configuration(**good), tuple(faults))


def save(configuration: Configuration, directory: Path) -> None:
    """Write what differs from the defaults, all at once or not at all.

    Raises :class:`models.errors.PlanError` or :class:`OSError` where that is not possible.
    """
    import tomli_w  # here, as nothing is written at the start

    from models.storage.writing import write_atomic

    directory.mkdir(parents=True, exist_ok=True)
    default = vars(Configuration())
    values = {name: one for name, one in vars(configuration).items() if one != default[name]}
    write_atomic(directory / FILE, tomli_w.dumps(values).encode())


def nearest(name: str, known: Mapping[str, Any] | tuple[Any, ...]) -> str:
    """“Did you mean …?” where something known is near, else nothing."""
    from difflib import get_close_matches

    words = [str(word) for word in known]
    near = get_close_matches(name, words, 1) or [word for word in words if word.endswith(name)]
    return f" Did you mean {near[0]}?" if near else ""


def toml_value(value: object) -> str:
    """A value as the file has it, without quotes: ``true``, ``dark``."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unknown(data: Mapping[str, Any]) -> Iterator[Fault]:
    known = {field.name: field for field in fields(Configuration)}
    for name in data:
        if name not in known:
            mend = f"Take it out; there are {', '.join(known)}.{nearest(name, known)}"
            yield Fault(name, "there is no option of that name", mend)


def _is_one_of(value: object, values: tuple[Any, ...]) -> bool:
    """Whether a value is one of some; 1 is not true."""
    return any(type(value) is type(one) and value == one for one in values)


def _value(name: str, value: object) -> Fault:
    """What is wrong with the value of an option."""
    values = tuple(map(toml_value, OPTIONS[name]))
    given = toml_value(value)
    mend = f"Use one of {', '.join(values)}.{nearest(given, values)}"
    return Fault(name, f"it cannot be {given[:60]}", mend)


def _useless(path: Path, what: str, mend: str) -> Loaded:
    return Loaded(Configuration(), (Fault(str(path), what, mend),))
