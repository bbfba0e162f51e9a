"""One pair of networks in full: where they are, what each direction means, what is wrong."""

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.widgets import Static

from models.findings import Finding, Subject
from models.findings.finding import Code, MappingSubject, NetworkSubject, SubnetSubject
from models.mapping_pairs import MappingPairs, NetworkPair
from models.mapping_words import meaning
from models.session import Session
from tui.labels import text
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES
from tui.widgets.mapping_list import STATE_SIGNS

LONGEST = 1000
"""How much of a sentence is shown, in characters."""


class MappingDetail(Static):
    """Says what there is to say of a pair, one sentence in each line."""

    def show(
        self,
        session: Session,
        pairs: MappingPairs,
        pair: NetworkPair | None,
        regions: Mapping[str, str],
    ) -> None:
        """Show a pair, or nothing; ``regions`` says in which region each network is."""
        if pair is None:
            self.update("")
            return
        plan = session.plan
        ends = (pair.forth.source, pair.forth.target)
        where = " and ".join(f"{id} in {regions[id]}" for id in ends)
        states = [
            (f"{STATE_SIGNS[one][0]} {one.value}  ", STATE_SIGNS[one][1]) for one in pair.states
        ]
        lines = [text(*states, where)]
        lines += [Text(shown(sentence, LONGEST)) for sentence in meaning(plan, pairs, pair)]
        for way in pair.directions:
            for mapping in way.mappings:
                if mapping.note:
                    lines.append(Text(shown(f"Note: {mapping.note}", LONGEST), style="italic"))
        lines += _findings(session, pair)
        for line in lines:
            line.no_wrap = False
        self.update(Text("\n").join(lines))


def _findings(session: Session, pair: NetworkPair) -> list[Text]:
    """What the findings say of the two directions, the two networks and their subnets."""
    ends = (pair.forth.source, pair.forth.target)
    subjects: list[Subject] = [
        *(MappingSubject(way.source, way.target) for way in (pair.forth, pair.back)),
        *(NetworkSubject(id) for id in ends),
        *(
            SubnetSubject(id, subnet.name)
            for id in ends
            for subnet in session.plan.network(id).subnets
        ),
    ]
    found = [one for subject in subjects for one in session.findings_about(subject)]
    return [_finding(one) for one in dict.fromkeys(found) if _belongs(one, subjects)]


def _belongs(finding: Finding, subjects: Sequence[Subject]) -> bool:
    """Whether a finding is about the pair; of subnets only that their prefixes differ is."""
    if isinstance(finding.subject, SubnetSubject):
        return finding.code is Code.PREFIX_MISMATCH
    return finding.subject in subjects


def _finding(finding: Finding) -> Text:
    sign = f"{SEVERITY_SIGNS[finding.severity]} {finding.code.value} "
    words = shown(f"{finding.message} → {finding.fix}", LONGEST)
    return Text.assemble((sign, SEVERITY_STYLES[finding.severity]), words)
