"""The kinds of Azure resource that Site Recovery consists of."""

VAULTS = "microsoft.recoveryservices/vaults"
FABRICS = f"{VAULTS}/replicationfabrics"
CONTAINERS = f"{FABRICS}/replicationprotectioncontainers"
MAPPINGS = f"{FABRICS}/replicationnetworks/replicationnetworkmappings"
ITEMS = f"{CONTAINERS}/replicationprotecteditems"
RECOVERY_PLANS = f"{VAULTS}/replicationrecoveryplans"

TAKEN = frozenset({MAPPINGS, ITEMS, RECOVERY_PLANS})
REASONS = {
    FABRICS: "says which region it stands for; a plan has the regions of its networks and machines",
    CONTAINERS: "holds replicated items, and nothing else for a plan; give these",
}
"""Why some kinds are not taken."""
