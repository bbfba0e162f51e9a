"""The requests for network mappings, in an order in which Azure takes them (M8)."""

from collections.abc import Iterator, Sequence

from models.exports.application import Mapping
from models.exports.rest.bodies import mapping_body
from models.exports.rest.expectations import expected_mapping
from models.exports.rest.paths import mapping_path
from models.exports.rest.request import Place, Request, Requests
from models.formats.inert import visible

CREATED = "apply created it"
CHANGED = "apply changed it; its way back is deleted before and created again after"
EARLIER = "that of apply, with the recoveryNetworkId kept from before"
GONE = "it is not there, or was deleted so that its way back could be changed"


def add_mappings(made: Requests, mappings: Sequence[Mapping]) -> None:
    """The requests for mappings: first what may have to change, then what has to be there."""
    by_ends = {(mapping.source, mapping.target): mapping for mapping in mappings}
    for mapping in mappings:
        made.before.append(Request("GET", _place(mapping)))
        made.apply.extend(_changes(mapping, by_ends.get((mapping.target, mapping.source))))
    for mapping in mappings:
        place, body = _place(mapping), mapping_body(mapping)
        made.apply.append(Request("PUT", place, body=body, when=GONE if mapping.existing else ""))
        made.verify.append(Request("GET", place, expected=expected_mapping(mapping)))
        if mapping.existing:
            back = Request("PATCH", place, when=CHANGED, body_from=EARLIER)
            made.rollback.append(back)
        else:
            made.rollback.append(Request("DELETE", place, when=CREATED))


def _changes(mapping: Mapping, back: Mapping | None) -> Iterator[Request]:
    """Of a mapping that is there; its way back is not there while it is changed."""
    if not mapping.existing:
        return
    place = _place(mapping)
    differs = f"{place.about} leads to another network than the plan says"
    if back is not None and back.existing:
        yield Request("DELETE", _place(back), when=differs)
    yield Request("PATCH", place, body=mapping_body(mapping), when=differs)


def _place(mapping: Mapping) -> Place:
    about = f"network mapping {visible(mapping.name)}"
    return Place(f"mapping {mapping.name}", about, mapping_path(mapping))
