# Everything is read before anything is changed.
$Known = @{}
foreach ($vault in $Vaults) { $Known[$vault['Key']] = Read-Vault $vault }

$newNetworks = @(foreach ($network in $Networks) {
        $found = Get-Network $network['Subscription'] $network['ResourceGroup'] $network['Name']
        if ($null -eq $found) { $network; continue }
        foreach ($difference in @(Compare-Network $network $found)) {
            Write-Warning (Format-Text "$difference. The network is left as it is.")
        }
    })
$mappingSteps = @(Get-MappingSteps $Known $Mappings $false)
$itemSteps = @(foreach ($item in $Items) {
        $in = $Known[$item['Vault']]
        $found = Find-Item $in $item
        foreach ($nic in $item['Nics']) {
            $there = Find-Nic $found $nic
            if ($null -eq $there) { throw (Format-Text "The replicated item of $($item['Name']) has no NIC $($nic['Name']).") }
            foreach ($ip in $nic['IpConfigs']) {
                $name = $ip['Set']['IpConfigName']
                if ($null -eq (Find-IpConfig $there $name)) {
                    throw (Format-Text "The NIC $($nic['Name']) of $($item['Name']) has no IP configuration $name.")
                }
            }
        }
        $differences = @(Compare-Item $item $found)
        if ($differences.Count -gt 0) { @{ Vault = $in['Vault']; Item = $found; Wanted = $item; Differences = $differences } }
    })
Write-Host "To create: $($newNetworks.Count) virtual networks. Steps with mappings: $($mappingSteps.Count). Replicated items to set: $($itemSteps.Count)."

# Peerings, in both directions: the far side only where this account may change it.
function Get-Peerings {
    $seen = @{}
    foreach ($network in $Networks) {
        foreach ($remote in $network['Peers']) {
            $parts = $remote.Split('/')
            if ($parts.Count -lt 9) { Write-Warning (Format-Text "$remote is no id of a virtual network."); continue }
            $far = @{ Subscription = $parts[2]; ResourceGroup = $parts[4]; Name = $parts[8]; Id = $remote }
            foreach ($pair in @($network, $far), @($far, $network)) {
                $key = "$($pair[0]['Id'])`n$($pair[1]['Id'])"
                if ($seen.ContainsKey($key)) { continue }
                $seen[$key] = $true
                $from, $to = $pair[0]['Name'], $pair[1]['Name']
                @{ Local = $pair[0]; Remote = $pair[1]; Name = "$from-to-$to"; What = "$from with $to" }
            }
        }
    }
}

function Test-Peering([hashtable] $Peering) {
    $local = $Peering['Local']
    $network = Get-Network $local['Subscription'] $local['ResourceGroup'] $local['Name']
    return $null -ne $network -and $null -ne (Find-Peering $network $Peering['Remote']['Id'])
}
$peerings = @(foreach ($peering in @(Get-Peerings)) {
        try { if (-not (Test-Peering $peering)) { $peering } }
        catch { Write-Warning (Format-Text "Not peered: $($peering['What']). $_") }
    })

# What was before, for rollback.ps1. What an earlier run wrote down is older, and stays.
function Get-NicState($Nic) {
    $settings = @{}
    foreach ($name in 'RecoveryNicName', 'RecoveryNicResourceGroupName', 'RecoveryNetworkSecurityGroupId', 'TfoNicName', 'TfoNicResourceGroupName', 'TfoNetworkSecurityGroupId') {
        $settings[$name] = "$(Get-Setting $Nic $name)"
    }
    foreach ($name in 'ReuseExistingNic', 'EnableAcceleratedNetworkingOnRecovery', 'TfoReuseExistingNic', 'EnableAcceleratedNetworkingOnTfo') {
        $settings[$name] = [bool] (Get-Setting $Nic $name)
    }
    $ipConfigs = @(foreach ($ip in @($Nic.IpConfigs | Where-Object { $null -ne $_ })) {
            $ofIp = @{ IpConfigName = $ip.Name; IsSelectedForFailover = [bool] (Get-Setting $ip 'IsSelectedForFailover') }
            foreach ($side in 'Recovery', 'Tfo') {
                foreach ($name in 'SubnetName', 'StaticIPAddress', 'PublicIPAddressId') {
                    $ofIp["$side$name"] = "$(Get-Setting $ip "$side$name")"
                }
                $pools = @(Get-Setting $ip "${side}LBBackendAddressPoolId" | Where-Object { $null -ne $_ } | ForEach-Object { "$_" })
                $ofIp["${side}LBBackendAddressPoolId"] = [string[]] $pools
            }
            @{ Set = $ofIp }
        })
    return @{ NicId = $Nic.NicId; Name = Get-LastName "$($Nic.SourceNicArmId)"; Set = $settings; IpConfigs = $ipConfigs }
}

function Get-ItemState([hashtable] $Step) {
    $item = $Step['Item']
    $settings = @{}
    foreach ($name in 'Name', 'Size', 'TfoAzureVMName', 'RecoveryVMNetworkId', 'TfoVMNetworkId') { $settings[$name] = "$(Get-Setting $item $name)" }
    return @{
        Vault = $Step['Vault']['Key']; Name = $Step['Wanted']['Name']; Machine = $item.ProviderSpecificDetails.FabricObjectId
        Set = $settings; Nics = @(foreach ($nic in @($item.NicDetailsList)) { Get-NicState $nic })
    }
}

function Get-MappingState([hashtable] $Step) {
    return @{
        Vault = $Step['Vault']['Key']; Name = $Step['Name']; SourceFabric = $Step['Fabric'].Name; TargetFabric = $Step['TargetFabric'].Name
        SourceRegion = ''; TargetRegion = ''; Source = $Step['Source']; Before = $Step['Before']; After = $Step['Target']
    }
}

function Join-State([object[]] $Old, [object[]] $New, [string[]] $By) {
    $seen = [ordered]@{}
    foreach ($row in @(@($Old) + @($New) | Where-Object { $null -ne $_ })) {
        $key = @(foreach ($name in $By) { "$($row[$name])" }) -join "`n"
        if (-not $seen.Contains($key)) { $seen[$key] = $row }
        elseif ($row.ContainsKey('After')) { $seen[$key]['After'] = $row['After'] }
    }
    return @($seen.Values)
}

if ($newNetworks.Count + $peerings.Count + $mappingSteps.Count + $itemSteps.Count -eq 0) {
    Write-Host 'Everything is as planned already.'
    return
}
$old = @{ Networks = @(); Peerings = @(); Mappings = @(); Items = @() }
if (Test-Path -LiteralPath $StateFile) { $old = Read-State $StateFile }
$place = 'Subscription', 'ResourceGroup', 'Name'
$createdPeerings = @(foreach ($peering in $peerings) {
        $local = $peering['Local']
        @{ Subscription = $local['Subscription']; ResourceGroup = $local['ResourceGroup']; Network = $local['Name']; Name = $peering['Name'] }
    })
$created = @(foreach ($network in $newNetworks) { @{ Subscription = $network['Subscription']; ResourceGroup = $network['ResourceGroup']; Name = $network['Name'] } })
$state = @{
    Format   = 1
    Vaults   = @($Vaults)
    Networks = @(Join-State $old['Networks'] $created $place)
    Peerings = @(Join-State $old['Peerings'] $createdPeerings ($place + 'Network'))
    Mappings = @(Join-State $old['Mappings'] @($mappingSteps | ForEach-Object { Get-MappingState $_ }) @('Vault', 'SourceFabric', 'TargetFabric', 'Source'))
    Items    = @(Join-State $old['Items'] @($itemSteps | ForEach-Object { Get-ItemState $_ }) @('Vault', 'Machine'))
}
if ($PSCmdlet.ShouldProcess($StateFile, 'Write down what was before')) {
    Set-Content -LiteralPath "$StateFile.new" -Value (ConvertTo-Json -InputObject $state -Depth 12) -Encoding UTF8 -Confirm:$false
    Move-Item -LiteralPath "$StateFile.new" -Destination $StateFile -Force -Confirm:$false
}
elseif (-not $WhatIfPreference) { throw 'Nothing was changed, because there would be no way back.' }

function Add-Network([hashtable] $Network) {
    if ($PSCmdlet.ShouldProcess((Format-Text $Network['Name']), 'Create virtual network')) {
        Use-Subscription $Network['Subscription']
        $subnets = @(foreach ($subnet in $Network['Subnets']) {
                $settings = @{ Name = $subnet['Name']; AddressPrefix = $subnet['AddressPrefixes'] }
                if ($subnet['Delegation']) { $settings['Delegation'] = New-AzDelegation -Name 'delegation' -ServiceName $subnet['Delegation'] }
                New-AzVirtualNetworkSubnetConfig @settings
            })
        $settings = @{ Name = $Network['Name']; ResourceGroupName = $Network['ResourceGroup']; Location = $Network['Location']; AddressPrefix = $Network['AddressPrefixes'] }
        if ($subnets.Count -gt 0) { $settings['Subnet'] = $subnets }
        $null = New-AzVirtualNetwork @settings -Confirm:$false
        Write-Host (Format-Text "Creating the virtual network $($Network['Name']) is done.")
    }
}

# A network that is not peered can still be failed over into: a warning, and the work goes on.
function Add-Peering([hashtable] $Peering) {
    if ($PSCmdlet.ShouldProcess((Format-Text $Peering['What']), 'Peer virtual network')) {
        try {
            $local = $Peering['Local']
            $network = Get-Network $local['Subscription'] $local['ResourceGroup'] $local['Name']
            if ($null -eq $network) { throw 'There is no such network.' }
            $null = Add-AzVirtualNetworkPeering -Name $Peering['Name'] -VirtualNetwork $network -RemoteVirtualNetworkId $Peering['Remote']['Id']
        }
        catch { Write-Warning (Format-Text "Not peered: $($Peering['What']). $_") }
    }
}

foreach ($network in $newNetworks) { Add-Network $network }
foreach ($peering in $peerings) { Add-Peering $peering }
Set-Mappings $mappingSteps
Set-Items $itemSteps
Write-Host 'Done. Run verify.ps1 to read everything back.'
