"""What there is to say of a cell of the address grid: which, who has it, and why."""

from collections.abc import Sequence
from typing import NamedTuple

from models.address_map import AddressMap, Cell, Kind
from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Holder, Scenario
from models.explain import explain, holder_text
from models.topology import IpConfigurationId

AZURE_KEEPS = "A1 Azure keeps the first four addresses and the last one of every prefix"


class Said(NamedTuple):
    """A cell in words, and the IP configuration that has it, if one does."""

    what: str
    who: str
    why: str
    holder: IpConfigurationId | None = None


def said_of(assignments: Assignments, scenario: Scenario, shown: AddressMap, cell: Cell) -> Said:
    """What there is to say of a cell in a scenario."""
    if cell.size > 1:
        return _of_block(shown, cell)
    text, kind, holder = address_text(cell.first), cell.kind, shown.holder(cell.first)
    id = None if isinstance(holder, str) else holder
    if kind is Kind.AZURE:
        also = f"; the plan says that {holder_text(holder)} has it" if holder is not None else ""
        return Said(f"{text}  {kind.value}", f"nobody can have it{also}", AZURE_KEEPS, id)
    if kind is Kind.FREE:
        return Said(f"{text}  {kind.value}", _place_in_line(shown, cell), "A3 nobody has it")
    return Said(
        f"{text}  {kind.value}", holder_text(holder), why(assignments, scenario, kind, holder), id
    )


def why(assignments: Assignments, scenario: Scenario, kind: Kind, holder: Holder | None) -> str:
    """Why somebody has an address: the rule that decided, or that it is so today."""
    if isinstance(holder, str) or holder is None:
        return "A2 it is in use today"
    chains = {chain.scenario: chain for chain in explain(assignments, holder)}
    chain = chains.get(scenario)
    if kind is Kind.STANDING:
        goes = f"; then: {chain.result}" if chain is not None else "; it is not replicated"
        return f"A2 it stands here today{goes if chain or not chains else ''}"
    if chain is None:
        return ""
    last = chain.steps[-1]
    before = [step for step in chain.steps[:-1] if step.rule in ("F2", "F3", "T3", "T4")]
    return "; ".join(f"{step.rule} {step.text}" for step in [*before, last])


def counted(counts: Sequence[tuple[Kind, int]]) -> str:
    """How many addresses of which kind, in words."""
    return ", ".join(f"{count} {kind.value}" for kind, count in counts)


def _of_block(shown: AddressMap, cell: Cell) -> Said:
    span = f"{address_text(cell.first)} to {address_text(cell.last)}"
    counts = [(kind, cell.counts[kind]) for kind in Kind if kind in cell.counts]
    share = f"A3 {cell.taken} of {cell.usable} usable addresses taken"
    if not cell.usable:
        return Said(f"{span}  {cell.size} addresses", "nobody can have them", AZURE_KEEPS)
    free = shown.next_free(from_end=False)
    here = free is not None and cell.first <= free <= cell.last
    lowest = f"; the lowest available is {address_text(free)}" if here and free else ""
    return Said(f"{span}  {cell.size} addresses", counted(counts), share + lowest)


def _place_in_line(shown: AddressMap, cell: Cell) -> str:
    """Whether it would be the next one to be given out."""
    if shown.next_free(from_end=False) == cell.first:
        return "the lowest available: the next one at failover and failback (F5)"
    if shown.next_free(from_end=True) == cell.first:
        return "the highest available: the next one from the end at test failover (T3)"
    return "available"
