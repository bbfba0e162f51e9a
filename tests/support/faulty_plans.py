"""Plan files that mean nothing, each with what has to be said of it."""

from typing import NamedTuple

from tests.models.plan_texts import CONTRACT, MINIMAL

HEAD = "format = 1\n"


class Faulty(NamedTuple):
    """What a file holds, and words that have to stand in the message about it."""

    content: bytes
    said: tuple[str, ...]


def faulty(content: str | bytes, *said: str) -> Faulty:
    """A file, written as UTF-8 unless it is bytes already."""
    return Faulty(content.encode() if isinstance(content, str) else content, said)


CONFLICT = "<<<<<<< HEAD\nnote = 'a'\n=======\nnote = 'b'\n>>>>>>> other\n"
HALF = CONTRACT[: CONTRACT.index('"contoso-vnet-asr"') + 8]
PLANS = {
    "8 Latin-1": faulty((HEAD + "name = 'é'").encode("latin-1"), "line 2: byte 19 is not UTF-8"),
    "8 UTF-16": faulty(MINIMAL.encode("utf-16"), "byte 0 is not UTF-8", "save the file as UTF-8"),
    "8 UTF-16 without a mark": faulty(MINIMAL.encode("utf-16-le"), "NUL", "as UTF-8 text"),
    "9 line ends of old Macintoshes": faulty(
        MINIMAL.replace("\n", "\r"), "line 1: its lines end in CR alone", "LF line ends"
    ),
    "10 syntax": faulty(
        HEAD + "name == 'x' \u202e\x1b[31m\n", "line 2: not valid TOML", "(column 7): name == 'x'"
    ),
    "11 a conflict of git": faulty(MINIMAL + CONFLICT, "line 37: an unresolved merge conflict"),
    "11 a conflict of git with CR LF": faulty(
        (MINIMAL + CONFLICT).replace("\n", "\r\n"), "line 37: an unresolved merge conflict"
    ),
    "12 a key twice": faulty(HEAD + "name = 'a'\nname = 'b'\n", "line 3", "Cannot overwrite"),
    "12 a table twice": faulty(
        HEAD + "[policy]\n[policy]\n", "line 3", "Cannot declare 'policy' twice"
    ),
    "13 nesting": faulty(HEAD + "name = " + "[" * 100_000, "nested too deeply"),
    "14 a key of many parts": faulty(HEAD + ".".join("a" * 50_000) + " = 1", "nested too deeply"),
    "15 a long line": faulty(HEAD + "x" * 10_000_000, "line 2: not valid TOML"),
    "16 a number of many digits": faulty(HEAD + "name = " + "9" * 5000, "line 2", "many digits"),
    "16 a large number": faulty(HEAD + f"name = {2**70}", "line 2: name", f"got {2**70}"),
    "16 no number": faulty(HEAD + "name = nan", "line 2: name", "got nan"),
    "16 infinity": faulty(
        HEAD + "[[regions]]\nname = 'x'\ndisplay_name = 'x'\nlatitude = 1e999",
        "line 5: regions[0].latitude: expected -90 to 90 degrees, got inf",
    ),
    "17 unknown keys": faulty(
        MINIMAL + "bogus = 1\n'od d' = 2\n", "line 37", "bogus: unknown key", "od d: unknown key"
    ),
    "18 wrong types": faulty(
        HEAD + "virtual_networks = 5\nvirtual_machines = 'x'\n",
        "line 2: virtual_networks: expected a list, got 5",
        "line 3: virtual_machines: expected a list, got 'x'",
    ),
    "19 a newer format": faulty(
        "format = 2\nnovel = true\n", "line 1: format: expected 1, got 2", "update asrnet"
    ),
    "20 an older format": faulty("format = 0\n", "line 1: format: expected 1, got 0"),
    "23 half of a file": faulty(HALF, "Unterminated string", "the file ends there; was it cut off"),
    "24 zeros": faulty(b"\0" * 4096, "line 1: not text", "nothing but zeros", "power cut"),
    "24 zeros at the end": faulty(
        CONTRACT.encode()[:1000] + b"\0" * 3096, "line 21: not text", "nothing but zeros"
    ),
    "25 an id twice and references to nothing": faulty(
        CONTRACT.replace('"drill-vnet"', '"contoso-vnet"')
        .replace('target = "contoso-vnet-asr"', 'target = "nowhere"')
        .replace('virtual_machine = "web-01"', 'virtual_machine = "nobody"'),
        "'contoso-vnet' is already used",
        "nowhere",
        "nobody",
    ),
}
"""By the number of the fault in the list of ``docs/reliability.md``."""
