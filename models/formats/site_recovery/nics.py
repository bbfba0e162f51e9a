"""What Site Recovery has on record for the NIC of a replicated machine."""

from models.formats.arm_ids import ArmId
from models.formats.site_recovery.told import Told
from models.plan import NicFailoverSettings, NicSettings
from models.topology import NetworkInterface

NOT_SELECTED = "notselected"


def nic_settings(nic: NetworkInterface, told: Told) -> NicSettings:
    """The settings of a NIC of the plan, without what only repeats the NIC itself."""
    if (told.text("selectionType") or "").casefold() == NOT_SELECTED:
        told.skip("not selected for failover (selectionType), which a plan has no place for")
    own = told.id("sourceNicArmId")
    return NicSettings(
        name=nic.name,
        nic_id=told.text("nicId"),
        failover=NicFailoverSettings(
            name=_name(own, told.text("recoveryNicName")),
            resource_group=told.text("recoveryNicResourceGroupName"),
            reuse_existing=told.flag("reuseExistingNic") or None,
            network_security_group=told.text("recoveryNetworkSecurityGroupId"),
            accelerated_networking=_accelerated(
                nic, told.flag("enableAcceleratedNetworkingOnRecovery")
            ),
        ),
        test_failover=NicFailoverSettings(
            name=_name(own, told.text("tfoRecoveryNicName")),
            resource_group=told.text("tfoRecoveryNicResourceGroupName"),
            reuse_existing=told.flag("tfoReuseExistingNic") or None,
            network_security_group=told.text("tfoNetworkSecurityGroupId"),
            accelerated_networking=_accelerated(nic, told.flag("enableAcceleratedNetworkingOnTfo")),
        ),
    )


def _name(own: ArmId | None, recorded: str | None) -> str | None:
    """The name that was set; ``None`` where it is that of the NIC, as Azure fills in."""
    same = own and recorded and recorded.casefold() == own.name.casefold()
    return None if same else recorded


def _accelerated(nic: NetworkInterface, recorded: bool | None) -> bool | None:
    return None if recorded == nic.accelerated_networking else recorded
