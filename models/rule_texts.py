"""What each rule says, in a sentence or two; in full they stand in ``docs/rules.md``."""

from collections.abc import Mapping

RULE_TEXTS: Mapping[str, str] = {
    "M1": "A network mapping leads from a source VNet to a target VNet in another region. It is "
    "only the default at enabling replication and moves nothing that is replicated already.",
    "M2": "A source VNet has at most one mapping for each target region. Several may map to one "
    "target, but the way back can name only one of them.",
    "M3": "Each direction is a mapping of its own; a complete pair is both.",
    "M4": "Any two regions of one cloud may be paired; some regions are restricted.",
    "M5": "Enabling replication without a mapping creates both directions. A way back that the "
    "target VNet already has stays as it is.",
    "M6": "The default target VNet is a copy of the source: same address space and subnets, "
    "named <source>-asr. One of that name that is there already is taken instead.",
    "M7": "With a mapping, its target is the default for the next VM; another VNet may be chosen, "
    "and that does not change the mapping.",
    "M8": "To change A→B: delete B→A, change A→B, create the new way back.",
    "M9": "Changing or deleting a mapping touches no replicated item.",
    "M10": "The network of a replicated item is changed in its own network settings.",
    "M11": "The default target resource group is <source group>-asr.",
    "S1": "A subnet set in the network settings is used; if the target VNet has none of that "
    "name, nothing is assigned.",
    "S2": "Else the subnet with the same name as the source subnet; case does not count.",
    "S3": "Else the first subnet in alphabetical order (snet-10 comes before snet-2). Nobody chose "
    "it, so it is always a warning. That this is the order is a decision of asrnet.",
    "S4": "Address ranges play no part in the choice of the subnet.",
    "S5": "In some subnets no VM may be, such as GatewaySubnet or AzureBastionSubnet: nothing is "
    "assigned there. A decision of asrnet.",
    "S6": "In a target VNet without subnets nothing is assigned.",
    "S7": "Test failover: the test subnet that is set; else, where the test network is the "
    "failover network, the failover subnet; else S2 and S3 in the test network.",
    "A1": "Azure keeps the first four addresses and the last one of every prefix of a subnet.",
    "A2": "Occupied is what is in use in the subnet, and the address of every NIC that stands "
    "in it.",
    "A3": "Available is what is inside the subnet, not kept by Azure, not occupied and not given "
    "out already in this scenario.",
    "A4": "In a full subnet nothing is assigned; nothing spills into another subnet.",
    "A5": "Several prefixes of a subnet are one set, walked from the lowest address.",
    "A6": "IPv6 IP configurations are not failed over.",
    "F1": "An address set in the network settings is used if it is inside the subnet, not kept by "
    "Azure, not occupied and not set by one that comes first. It is never replaced by another.",
    "F2": "Same address space: the source address is kept; if it is not available, the next "
    "available one. What counts as the same is a decision of asrnet: the policy "
    "same_address_space.",
    "F3": "Different address space: the next available address of the target subnet.",
    "F4": "The allocation follows the source: dynamic stays dynamic, static stays static. A set "
    "address makes it static.",
    "F5": "The next available address is a forecast: nothing holds it until the VM is there. Which "
    "one is next is a decision of asrnet: the policy next_available.",
    "F6": "Order: recovery-plan group, then the items as the plan has them; within a VM the "
    "primary NIC first, within a NIC the primary IP configuration.",
    "F7": "Set addresses first, then all that keep theirs, then the rest; or everybody strictly in "
    "order. Which of the two is a decision of asrnet: the policy allocation_order.",
    "F8": "Secondary IP configurations fail over only when they are selected in the network "
    "settings; the plan counts them as selected unless told otherwise.",
    "T1": "At test failover every address is static.",
    "T2": "A test address that is set is used, under the conditions of F1.",
    "T3": "Test network is the failover network: the same address; if it is not available, the "
    "next available from the end of the subnet range.",
    "T4": "Test network is another one: the same address if it is available in the subnet there; "
    "else the next available from the end.",
    "T5": "Which address is the same is a decision of asrnet: the policy test_address, the source "
    "address or the forecast one.",
    "T6": "Set addresses first, then all that keep theirs, then the rest from the end; or "
    "everybody strictly in order, as with F7.",
    "T7": "Test in a network of its own: not the failover network, not a production network, nor "
    "one that is peered with one.",
    "T8": "Test failover and failover take no addresses from each other: each starts from what is "
    "occupied today.",
    "B1": "The way back is the mapping from the failover network to a VNet in the VM's own region.",
    "B2": "Back, the subnet follows from S2 and S3 and the address from F2 to F7. The original "
    "NICs of replicated items hold nothing any more: reprotect deletes them.",
    "B3": "What has no address at failover has none at failback.",
    "B4": "It comes home when it ends in the VNet, subnet and address it came from.",
}
"""The text of each rule, by its number, in the order of ``docs/rules.md``."""
