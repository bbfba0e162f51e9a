function Compare-PlannedNetwork([hashtable] $Network) {
    $name = "Virtual network $($Network['Name'])"
    $found = Get-Network $Network['Subscription'] $Network['ResourceGroup'] $Network['Name']
    if ($null -eq $found) { return "$name is not there" }
    Compare-Network $Network $found
    foreach ($remote in $Network['Peers']) {
        $peering = Find-Peering $found $remote
        if ($null -eq $peering) { "$name is not peered with $(Get-LastName $remote)" }
        elseif ((Get-Value $peering 'PeeringState') -ne 'Connected') {
            "The peering of $($Network['Name']) with $(Get-LastName $remote) is $(Get-Value $peering 'PeeringState')"
        }
    }
}

function Find-Differences {
    foreach ($network in $Networks) {
        try { Compare-PlannedNetwork $network }
        catch { "Virtual network $($network['Name']): $_" }
    }
    $known = @{}
    foreach ($vault in $Vaults) { $known[$vault['Key']] = Read-Vault $vault }
    foreach ($mapping in $Mappings) {
        $in = $known[$mapping['Vault']]
        Open-Vault $in['Vault']
        $what = "Mapping $(Get-LastName $mapping['Source']) -> $(Get-LastName $mapping['Target'])"
        try {
            $fabric = Find-Fabric $in $mapping['SourceFabric'] $mapping['SourceRegion']
            $targetFabric = Find-Fabric $in $mapping['TargetFabric'] $mapping['TargetRegion']
            $found = Find-Mapping $fabric $mapping['Source'] $targetFabric
            if ($null -eq $found) { "$what is not there" }
            elseif ($found.RecoveryNetworkId -ine $mapping['Target']) { "$what leads to $(Get-LastName $found.RecoveryNetworkId)" }
        }
        catch { "${what}: $_" }
    }
    foreach ($item in $Items) {
        try { Compare-Item $item (Find-Item $known[$item['Vault']] $item) }
        catch { "$($item['Name']): $_" }
    }
}

$differences = @(Find-Differences)
foreach ($difference in $differences) { Write-Host (Format-Text $difference) }
if ($differences.Count -gt 0) {
    Write-Host "$($differences.Count) differences from the plan."
    exit 1
}
Write-Host 'Everything is as planned.'
exit 0
