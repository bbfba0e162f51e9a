"""A tree of networks, subnets and addresses, filled as it opens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from models.findings.finding import NetworkSubject, SubnetSubject
from models.reached import subnets_reached
from models.rules.subnets import SubnetKey
from models.session import Change, Session
from models.topology import IpConfigurationId
from tui.labels import Part, text
from tui.signs import MARKED, SEVERITY_STYLES
from tui.widgets.network_tree_keys import TREE_KEYS
from tui.widgets.still import Still

Thing: TypeAlias = NetworkSubject | SubnetSubject | IpConfigurationId
"""What a node stands for; ``None`` on a node stands for what is only shown."""

SMALL, FEW = 50, 12
"""Up to how many machines of the plan all subnets are open at first, and up to how many
networks of the region all networks are."""
MOST_ADDRESSES = 2000
"""How many addresses of one subnet are listed; beyond that a line says how many there are."""


class NetworkTree(Still, Tree[Thing | None]):
    """The networks of a region; a subclass says which, and what stands in a subnet."""

    BINDINGS: ClassVar[list[BindingType]] = [*TREE_KEYS]

    @dataclass
    class Pointed(Message):
        """The user moved to another thing in this tree."""

        tree: "NetworkTree"
        thing: Thing | None

        @property
        def control(self) -> "NetworkTree":
            """The tree it happened in."""
            return self.tree

    @dataclass
    class Entered(Message):
        """The user wants to go into an IP configuration: Enter, or two clicks."""

        tree: "NetworkTree"
        id: IpConfigurationId

        @property
        def control(self) -> "NetworkTree":
            """The tree it happened in."""
            return self.tree

    def __init__(self, session: Session, region: str | None, *, id: str) -> None:
        """``region`` is the name of the region whose networks are shown."""
        super().__init__("", id=id)
        self.session = session
        self.shown_region = region
        self.show_root = False
        self._of_subnets: dict[SubnetKey, TreeNode[Thing | None]] = {}
        self._known: set[Thing | None] = set()
        self._opened: set[Thing | None] = set()
        self.guide_depth = 2
        self.auto_expand = True

    def on_mount(self) -> None:
        """Show the networks."""
        self.rebuild()

    def show_region(self, region: str | None) -> None:
        """Show the networks of another region."""
        if region != self.shown_region:
            self.shown_region = region
            self.rebuild()

    def rebuild(self) -> None:
        """Fill the tree afresh; what was open stays open, the cursor where it was."""
        nodes = list(self._walk(self.root))
        self._known = {node.data for node in nodes}
        self._opened = {node.data for node in nodes if node.is_expanded}
        pointed = self.pointed
        self.clear()
        self._of_subnets.clear()
        if self.shown_region is None:
            self.root.add_leaf(text(("F2 chooses the regions", "dim")))
        networks = self.session.plan.virtual_networks
        here = [network.id for network in networks if network.region == self.shown_region]
        for id in here:
            self._add_network(id, few=len(here) <= FEW)
        if not self.root.children:
            self.root.add_leaf(text(("no virtual network here", "dim")))
        self.root.expand()
        if pointed is not None:
            self.reveal(pointed)

    @property
    def pointed(self) -> Thing | None:
        """What the cursor is on."""
        return self.cursor_node.data if self.cursor_node is not None else None

    @property
    def first(self) -> Thing | None:
        """What is best pointed at first: the first address, else the first network."""
        nodes = [node.data for node in self._walk(self.root) if node.data is not None]
        addresses = (thing for thing in nodes if isinstance(thing, IpConfigurationId))
        return next(addresses, nodes[0] if nodes else None)

    def reveal(self, thing: Thing) -> bool:
        """Open what holds a thing and move the cursor there; whether it is in this tree."""
        node = self._node_of(thing)
        if node is None:
            return False
        if self.last_line >= 0:  # asking makes the tree lay its lines out, which moving needs
            self.move_cursor(node)
            self.scroll_to_node(node, animate=False)
        return True

    def plan_changed(self, change: Change) -> None:
        """Show what an edit changed."""
        if change.touched.networks or change.touched.everything:
            self.rebuild()
        else:
            self.refresh_labels(subnets_reached(change, self.session.assignments))

    def refresh_labels(self, subnets: Iterable[SubnetKey]) -> None:
        """Show networks and some subnets as they are now; who is there may be others."""
        pointed = self.pointed
        there = (self._of_subnets[key] for key in subnets if key in self._of_subnets)
        for node in (*self.root.children, *there):
            if isinstance(node.data, NetworkSubject | SubnetSubject):
                _relabel(node, self.label_of(node.data))
            if isinstance(node.data, SubnetSubject) and node.children:
                self._fill(node, node.data)
        if pointed is not None and self.pointed != pointed:
            self.reveal(pointed)

    def mark(self, thing: Thing) -> Part:
        """A mark where a finding that is grave enough is about the thing, else nothing."""
        for finding in self.session.findings_about(thing)[:1]:
            if finding.severity in MARKED:
                return "!", SEVERITY_STYLES[finding.severity]
        return ""

    def on_click(self, event: events.Click) -> None:
        """One click points, two go in."""
        if event.chain > 1 and isinstance(self.pointed, IpConfigurationId):
            self.action_go_in()

    def action_go_in(self) -> None:
        """Go into an IP configuration; open or close anything else."""
        if isinstance(self.pointed, IpConfigurationId):
            self.post_message(self.Entered(self, self.pointed))
        else:
            self.action_select_cursor()

    def action_close(self) -> None:
        """Close the node, or go to what holds it."""
        node = self.cursor_node
        if node is None:
            return
        if node.is_expanded and node.allow_expand:
            node.collapse()
        elif node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)

    def action_open(self) -> None:
        """Open the node, or go to the first thing in it."""
        node = self.cursor_node
        if node is None or not node.allow_expand:
            return
        if not node.is_expanded:
            self._fill_once(node)
            node.expand()
        elif node.children:
            self.move_cursor(node.children[0])

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Thing | None]) -> None:
        """Fill a subnet when it opens."""
        event.stop()
        self._fill_once(event.node)

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[Thing | None]) -> None:
        """Tell where the user is, when it is the user who moved."""
        event.stop()
        if self.has_focus:
            self.post_message(self.Pointed(self, event.node.data))

    def label_of(self, thing: NetworkSubject | SubnetSubject) -> Text:
        """How a network or a subnet is shown."""
        raise NotImplementedError

    def addresses_in(self, subnet: SubnetSubject) -> Iterator[tuple[Thing | None, Text]]:
        """What stands in a subnet, each with how it is shown; ``None`` for what is no thing."""
        raise NotImplementedError

    def holder_of(self, id: IpConfigurationId) -> SubnetSubject | None:
        """The subnet of this tree in which an IP configuration is listed."""
        raise NotImplementedError

    def _add_network(self, id: str, few: bool) -> None:
        subject = NetworkSubject(id)
        node = self.root.add(self.label_of(subject), subject)
        for subnet in self.session.plan.network(id).subnets:
            inside = SubnetSubject(id, subnet.name)
            child = node.add(self.label_of(inside), inside)
            self._of_subnets[id, subnet.key] = child
            if self._opens(inside, len(self.session.plan.virtual_machines) <= SMALL):
                self._fill(child, inside)
                child.expand()
        if self._opens(subject, few):
            node.expand()

    def _opens(self, thing: Thing, at_first: bool) -> bool:
        """Whether a node is open: as the user left it, a new one as the size of the plan allows."""
        return thing in self._opened or (at_first and thing not in self._known)

    def _fill_once(self, node: TreeNode[Thing | None]) -> None:
        if isinstance(node.data, SubnetSubject) and not node.children:
            self._fill(node, node.data)

    def _fill(self, node: TreeNode[Thing | None], subnet: SubnetSubject) -> None:
        """List what is in a subnet; where it is listed already, only labels change."""
        rows = list(self._rows(subnet))
        if [child.data for child in node.children] == [thing for thing, _ in rows]:
            for child, (_, label) in zip(node.children, rows, strict=True):
                _relabel(child, label)
            return
        node.remove_children()
        for thing, label in rows:
            node.add_leaf(label, thing)

    def _rows(self, subnet: SubnetSubject) -> Iterator[tuple[Thing | None, Text]]:
        """What is listed in a subnet, never too much and never nothing."""
        count = -1
        for count, (thing, label) in enumerate(self.addresses_in(subnet)):
            if count == MOST_ADDRESSES:
                yield None, text((f"… more than {MOST_ADDRESSES} are here", "dim"))
                return
            yield thing, label
        if count < 0:
            yield None, text(("nothing stands here", "dim"))

    def _node_of(self, thing: Thing) -> TreeNode[Thing | None] | None:
        if isinstance(thing, NetworkSubject):
            return _child(self.root, thing)
        subnet = self.holder_of(thing) if isinstance(thing, IpConfigurationId) else thing
        network = _child(self.root, NetworkSubject(subnet.network)) if subnet else None
        if network is None or subnet is None:
            return None
        _open(network)
        node = _child(network, subnet)
        if node is None or isinstance(thing, SubnetSubject):
            return node
        if not node.children:
            self._fill(node, subnet)
        _open(node)
        return _child(node, thing)

    def _walk(self, node: TreeNode[Thing | None]) -> Iterator[TreeNode[Thing | None]]:
        for child in node.children:
            yield child
            yield from self._walk(child)


def _relabel(node: TreeNode[Thing | None], label: Text) -> None:
    if node.label != label:
        node.set_label(label)


def _open(node: TreeNode[Thing | None]) -> None:
    if not node.is_expanded:  # else the whole tree is painted again for nothing
        node.expand()


def _child(node: TreeNode[Thing | None], thing: Thing) -> TreeNode[Thing | None] | None:
    """The child that stands for a thing; names of subnets compare without case."""
    for child in node.children:
        data = child.data
        if data == thing or (
            isinstance(data, SubnetSubject)
            and isinstance(thing, SubnetSubject)
            and data.name.casefold() == thing.name.casefold()
        ):
            return child
    return None
