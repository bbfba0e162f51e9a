if (-not (Test-Path -LiteralPath $StateFile)) { throw "There is no $StateFile. apply.ps1 writes it before it changes anything." }
$State = Read-State $StateFile
$Known = @{}
foreach ($vault in $State['Vaults']) { $Known[$vault['Key']] = Read-Vault $vault }

$itemSteps = @(foreach ($item in $State['Items']) {
        $in = $Known[$item['Vault']]
        $found = Find-Item $in $item
        $differences = @(Compare-Item $item $found)
        if ($differences.Count -gt 0) { @{ Vault = $in['Vault']; Item = $found; Wanted = $item; Differences = $differences } }
    })

# A mapping that somebody changed since is left to them.
$restored = @(foreach ($mapping in $State['Mappings']) {
        $in = $Known[$mapping['Vault']]
        Open-Vault $in['Vault']
        $now = Find-Mapping (Find-Fabric $in $mapping['SourceFabric'] '') $mapping['Source'] (Find-Fabric $in $mapping['TargetFabric'] '')
        $target = "$(Get-Value $now 'RecoveryNetworkId')"
        if ($target -ieq $mapping['Before'] -or $target -ieq $mapping['After'] -or -not $target) {
            $mapping['Target'] = $mapping['Before']
            $mapping
        }
        else { Write-Warning (Format-Text "The mapping of $(Get-LastName $mapping['Source']) was changed since, to $target. It is left as it is.") }
    })

# Only networks that apply.ps1 created, and only where nothing is in them.
function Test-Empty($Network) {
    foreach ($subnet in @($Network.Subnets | Where-Object { $null -ne $_ })) {
        foreach ($name in 'IpConfigurations', 'PrivateEndpoints', 'ServiceAssociationLinks', 'ResourceNavigationLinks') {
            if (@(Get-Value $subnet $name | Where-Object { $null -ne $_ }).Count -gt 0) { return $false }
        }
    }
    return $true
}

function Remove-Network([hashtable] $Network) {
    $name = Format-Text $Network['Name']
    $found = Get-Network $Network['Subscription'] $Network['ResourceGroup'] $Network['Name']
    if ($null -eq $found) { return }
    if (-not (Test-Empty $found)) { Write-Warning "The virtual network $name is in use. It is left as it is."; return }
    if ($PSCmdlet.ShouldProcess($name, 'Remove virtual network')) {
        $null = Remove-AzVirtualNetwork -Name $found.Name -ResourceGroupName $found.ResourceGroupName -Force -Confirm:$false
        Write-Host "Removing the virtual network $name is done."
    }
}

function Remove-Peering([hashtable] $Peering) {
    $what = Format-Text "$($Peering['Name']) of $($Peering['Network'])"
    try {
        $network = Get-Network $Peering['Subscription'] $Peering['ResourceGroup'] $Peering['Network']
        $found = @($network.VirtualNetworkPeerings) | Where-Object { $null -ne $_ -and $_.Name -ieq $Peering['Name'] }
        if ($null -eq $found) { return }
        if ($PSCmdlet.ShouldProcess($what, 'Remove peering')) {
            $null = Remove-AzVirtualNetworkPeering -VirtualNetworkName $network.Name -ResourceGroupName $network.ResourceGroupName -Name $Peering['Name'] -Force -Confirm:$false
        }
    }
    catch { Write-Warning (Format-Text "The peering $what is still there. $_") }
}

Set-Items $itemSteps
$mappingSteps = @(Get-MappingSteps $Known $restored $true)
Set-Mappings $mappingSteps
foreach ($peering in $State['Peerings']) { Remove-Peering $peering }
foreach ($network in $State['Networks']) { Remove-Network $network }

# What the cmdlets cannot take out again, such as a subnet that was not set before.
if (-not $WhatIfPreference) {
    foreach ($vault in $State['Vaults']) { $Known[$vault['Key']] = Read-Vault $vault }
    foreach ($item in $State['Items']) {
        foreach ($difference in @(Compare-Item $item (Find-Item $Known[$item['Vault']] $item))) {
            Write-Warning (Format-Text "$difference. Set that in the portal.")
        }
    }
}
if ($PSCmdlet.ShouldProcess($StateFile, 'Set aside what was written down')) {
    Move-Item -LiteralPath $StateFile -Destination "$StateFile.restored" -Force -Confirm:$false
}
Write-Host 'Done. Everything is as it was before apply.ps1, except what a warning above names.'
