function Find-Peering($Network, [string] $Remote) {
    return @($Network.VirtualNetworkPeerings) | Where-Object {
        $null -ne $_ -and (Get-Value (Get-Value $_ 'RemoteVirtualNetwork') 'Id') -ieq $Remote
    } | Select-Object -First 1
}

# What a network that is there has otherwise than planned. More subnets are no difference.
function Compare-Network([hashtable] $Wanted, $Found) {
    $name = "Virtual network $($Wanted['Name'])"
    if ($Found.Location -ine $Wanted['Location']) { "$name is in $($Found.Location), not in $($Wanted['Location'])" }
    $space = @($Found.AddressSpace.AddressPrefixes)
    if (-not (Test-Same $Wanted['AddressPrefixes'] $space)) {
        "$name has the address space $(Format-Value $space), not $(Format-Value $Wanted['AddressPrefixes'])"
    }
    foreach ($subnet in $Wanted['Subnets']) {
        $there = @($Found.Subnets) | Where-Object { $null -ne $_ -and $_.Name -ieq $subnet['Name'] } | Select-Object -First 1
        if ($null -eq $there) { "$name has no subnet $($subnet['Name'])"; continue }
        $prefixes = @($there.AddressPrefix)
        if (-not (Test-Same $subnet['AddressPrefixes'] $prefixes)) {
            "Subnet $($subnet['Name']) of $($Wanted['Name']) is $(Format-Value $prefixes), not $(Format-Value $subnet['AddressPrefixes'])"
        }
        $services = @(@($there.Delegations) | ForEach-Object { Get-Value $_ 'ServiceName' })
        if (-not (Test-Same $subnet['Delegation'] $services)) {
            "Subnet $($subnet['Name']) of $($Wanted['Name']) is delegated to $(Format-Value $services), not to $(Format-Value $subnet['Delegation'])"
        }
    }
}
