"""What an edit would change, before it is made: it comes true, and nothing has happened yet."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.changes import effects
from models.edits.replication import set_group
from models.edits.settings import pin_all
from models.findings import Code
from models.formats.plan_toml import loads
from models.plan import Plan
from models.samples import samples
from models.session import Session
from tests.support.builders import estate, ip, machine, subnet
from tests.support.drawn_edits import edits_for
from tests.support.drawn_plans import plans
from tests.support.laws import law, state_of


@law
@given(plans(), st.data())
def test_a_preview_comes_true_and_changes_nothing(plan: Plan, data: st.DataObject) -> None:
    session = Session(plan)
    edit = data.draw(edits_for(session))
    if edit is None:
        return
    before, found = state_of(session), session.findings
    heard: list[object] = []
    session.listeners.append(heard.append)
    preview = session.preview(edit)
    assert (state_of(session), session.findings) == (before, found)
    assert not heard
    assert session.undo_label is None

    change = session.do(edit)
    assert preview.effects == tuple(effects(session.assignments, change.results))
    assert (preview.before, preview.after) == (before.summary, session.summary)
    assert set(session.findings) == set(found) - set(preview.gone) | set(preview.come)
    assert not set(preview.gone) & set(preview.come)


def test_a_plan_that_is_only_read_has_previews_too() -> None:
    web = subnet("web", "10.0.0.0/24")
    plan = estate([web], [web], [machine("vm-1", ip("10.0.0.4"))])
    session = Session(plan, read_only=True)
    edit = set_group(session.plan, "vm-1", 3)
    assert session.preview(edit).label == "put vm-1 in group 3"
    assert not session.modified


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_what_comes_and_goes_is_told_in_the_same_order_every_time(seed: str) -> None:
    program = (
        "from models.edits.mappings import unmap_all\n"
        "from models.formats.plan_toml import loads\n"
        "from models.samples import samples\n"
        "from models.session import Session\n"
        "plan = loads(next(one.text for one in samples() if one.name == 'company-a'))\n"
        "edit = unmap_all(plan, 'vnet-erp-sea')\n"
        "print(*(one.subject for one in Session(plan).preview(edit).come), sep='\\n')\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\n")
    text = next(one.text for one in samples() if one.name == "company-a")
    machines = [f"item:{machine.id}" for machine in loads(text).virtual_machines]
    found = [line for line in told if line in machines]
    assert found == [id for id in machines if id in found]
    assert len(found) > 3


def test_a_finding_that_only_follows_from_another_rule_is_neither_new_nor_gone() -> None:
    text = next(one.text for one in samples() if one.name == "different-address-spaces")
    session = Session(loads(text))
    preview = session.preview(pin_all(session.assignments, list(session.assignments.in_order())))
    assert Code.ADDRESS_CHANGES in {one.code for one in preview.come}
    assert Code.ADDRESS_CHANGES not in {one.code for one in preview.new_findings}
    assert Code.FORECAST_ADDRESS in {one.code for one in preview.ended_findings}
