"""Keys as a terminal would have sent them, made from their names."""

import unicodedata

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

from models.training.keys import TYPED
from tui.keys import display


def key_event(name: str) -> events.Key:
    """The event of a key; ``name`` is a character or what Textual calls the key."""
    key = _character_to_key(name) if len(name) == 1 and not name.isalnum() else name
    if len(name) == 1:
        return events.Key(key, name)
    try:
        spelt = _get_unicode_name_from_key(REPLACED_KEYS.get(key, key))
        return events.Key(key, unicodedata.lookup(spelt))
    except KeyError:
        return events.Key(key, None)


def shown_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys of a script as people read them: ``F7``, ``^Z``, and what is typed as it is."""
    return tuple(
        key.removeprefix(TYPED) if key.startswith(TYPED) else display(_long_name(key))
        for key in keys
    )


def _long_name(key: str) -> str:
    return _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
