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
    f"{CONTAINERS}/replicationprotectioncontainermappings": (
        "says by which policy a region is replicated to another; a plan has network mappings"
    ),
    f"{FABRICS}/replicationnetworks": (
        'no virtual network of Azure: those of a plan come with "az network vnet list"'
    ),
    f"{VAULTS}/replicationpolicies": "says how long recovery points are kept, which no plan does",
    f"{VAULTS}/replicationprotectionintents": (
        "asked for replication; what came of it is a protected item: give that"
    ),
}
"""Why some kinds are not taken."""
