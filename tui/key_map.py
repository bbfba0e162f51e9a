"""Other keys than those of the program: which can be had, and who has a key already."""

from collections.abc import Iterator, Mapping
from functools import cache

from textual.app import App
from textual.binding import Binding
from textual.keys import Keys, _character_to_key

from tui.configuration import Fault, nearest
from tui.key_places import Node, app_class, bindings_of, contexts, places, steering_class
from tui.keys import action_name, display

KeyMap = Mapping[str, str]
"""Keys by the id of a binding, with commas between them."""
KEPT = {
    *("enter", "escape", "tab", "shift+tab", "backspace", "ctrl+c"),
    *("up", "down", "left", "right", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h"),
}
"""The keys that move and answer everywhere, and those that a terminal cannot tell from them."""
_MODIFIERS = {"ctrl", "alt", "shift", "super", "meta", "hyper"}
_TYPED = {_character_to_key(sign) for sign in map(chr, range(32, 127))}
"""The keys that put something into a field."""
_NAMES = _TYPED | {
    key.value for key in Keys if "+" not in key.value and not key.value.startswith("<")
}


@cache
def known() -> Mapping[str, Binding]:
    """Every binding whose keys can be changed, by its id: those that do something."""
    return {one.id: one for node in _nodes() for one in bindings_of(node) if one.id and one.tooltip}


def keys_of(id: str, keymap: KeyMap) -> tuple[str, ...]:
    """The keys that a binding has."""
    if id in keymap:
        return tuple(keymap[id].split(","))
    return _defaults().get(id, ())


def refusal(id: str, key: str, keymap: KeyMap) -> str | None:
    """Why a binding cannot have a key, in words; ``keymap`` is that of all the others."""
    if not exists(key):
        return f"there is no key {key[:40]}"
    if key in KEPT:
        return f"{display(key)} moves or answers everywhere"
    if known()[id].priority and (key in _TYPED or len(key) == 1):
        return f"{display(key)} could not be typed any more: this works in fields too"
    holder = _holder(id, key, keymap)
    if holder is None:
        return None
    what = holder.tooltip or holder.description or "it edits or moves in a field or a list"
    return f"{display(key)} is taken: {what}"


def usable_keys(wanted: object) -> tuple[KeyMap, list[Fault]]:
    """What of a table of keys can be used, and what is wrong with the rest."""
    if not isinstance(wanted, Mapping):
        mend = 'Write [keys], and below it lines such as "tree.map" = "M".'
        return {}, [Fault("keys", "it is no table", mend)]
    good: dict[str, str] = {}
    faults = []
    for id, keys in wanted.items():
        where = f"keys.{str(id)[:60]}"
        if id not in known():
            mend = f"The options (,) name every action.{nearest(str(id), tuple(known()))}"
            faults.append(Fault(where, "there is no action of that name", mend))
        elif not isinstance(keys, str) or not all(key.strip() for key in keys.split(",")):
            mend = 'Write it as "M" or "ctrl+e,f2".'
            faults.append(Fault(where, "it is no list of keys", mend))
        else:
            good[id] = App._normalize_keymap({id: keys})[id]
    return good, faults + list(_take_clashes_out(good))


def _take_clashes_out(keymap: dict[str, str]) -> Iterator[Fault]:
    """Take what cannot be had out of a key map, the last one first, until the rest can."""
    while True:
        for id in reversed(keymap):
            wrong = (refusal(id, key, keymap) for key in keymap[id].split(","))
            if why := next(filter(None, wrong), None):
                del keymap[id]
                names = tuple(sorted(_NAMES))
                near = "" if "taken" in why else nearest(why.rpartition(" ")[2], names)
                yield Fault(f"keys.{id}", why, f"Choose another key.{near}")
                break
        else:
            return


@cache
def _defaults() -> Mapping[str, tuple[str, ...]]:
    """The keys that each binding has without a key map."""
    keys: dict[str, dict[str, None]] = {}
    for one in (one for node in _nodes() for one in bindings_of(node)):
        if one.id:
            keys.setdefault(one.id, {})[one.key] = None
    return {id: tuple(found) for id, found in keys.items()}


def _nodes() -> list[Node]:
    """Every class that has bindings: the app, what steers it, the screens and their widgets."""
    nodes: dict[Node, None] = {app_class(): None, steering_class(): None}
    for place in places():
        nodes |= dict.fromkeys((place.screen, *place.widgets))
    return list(nodes)


def exists(key: str) -> bool:
    """Whether a keyboard has a key of that name, modifiers before it."""
    *modifiers, name = key.split("+")
    if not name or not set(modifiers) <= _MODIFIERS:
        return False
    return len(name) == 1 or name in _NAMES


def _holder(id: str, key: str, keymap: KeyMap) -> Binding | None:
    """Which other binding has a key where this one works."""
    for place in places():
        for nodes in contexts(place):
            bound = [one for node in nodes for one in _bound(node, key, keymap)]
            if not any(one.id == id for node in nodes for one in bindings_of(node)):
                continue
            action = action_name(known()[id])
            for one in bound:
                if one.id != id and action_name(one) != action:
                    return one
    return None


def _bound(node: Node, key: str, keymap: KeyMap) -> Iterator[Binding]:
    for one in bindings_of(node):
        others = keymap.get(one.id or "")
        if key in (others.split(",") if others else (one.key,)):
            yield one
