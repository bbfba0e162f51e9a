# Text as a terminal shows it and never obeys it.
function Format-Text([string] $Text) {
    $Text -replace '[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]', '?'
}

# The first of these properties that an object has; versions of Az spell some differently.
function Get-Value($Object, [string[]] $Names) {
    if ($null -eq $Object) { return $null }
    foreach ($name in $Names) {
        $property = $Object.PSObject.Properties[$name]
        if ($null -ne $property) { return $property.Value }
    }
}

# Whether Azure has what is wanted: no case, no order, nothing and False are the same.
function Test-Same($Wanted, $Found) {
    if ($Wanted -is [bool]) { return $Wanted -eq [bool] $Found }
    $left = @($Wanted | Where-Object { "$_" } | Sort-Object) -join "`n"
    $right = @($Found | Where-Object { "$_" } | Sort-Object) -join "`n"
    return $left -ieq $right
}

function Format-Value($Value) {
    $words = @($Value | Where-Object { "$_" }) -join ', '
    if ($words) { return $words }
    return 'nothing'
}

function Use-Subscription([string] $Subscription) {
    $context = Get-AzContext
    if ($null -eq $context) { throw 'Nobody is signed in. Run Connect-AzAccount first.' }
    if ((Get-Value (Get-Value $context 'Subscription') 'Id') -ine $Subscription) {
        $null = Set-AzContext -Subscription $Subscription -Scope Process -WhatIf:$false -Confirm:$false
    }
}

# The context is the session's and no change in Azure, so -WhatIf must not keep it from being set.
$OpenVault = @{ Key = $null }
function Open-Vault([hashtable] $Vault) {
    Use-Subscription $Vault['Subscription']
    if ($OpenVault['Key'] -eq $Vault['Key']) { return }
    $found = Get-AzRecoveryServicesVault -ResourceGroupName $Vault['ResourceGroup'] -Name $Vault['Name']
    if ($null -eq $found) { throw (Format-Text "There is no vault $($Vault['Name']).") }
    $null = Set-AzRecoveryServicesAsrVaultContext -Vault $found -WhatIf:$false -Confirm:$false
    $OpenVault['Key'] = $Vault['Key']
}

function Add-ToIndex([hashtable] $Index, $Key, $Value) {
    if (-not $Key) { return }
    if (-not $Index.ContainsKey("$Key")) { $Index["$Key"] = New-Object System.Collections.ArrayList }
    $null = $Index["$Key"].Add($Value)
}

# Fabrics, and the replicated Azure machines by ARM id and by name: Site Recovery's own ids of
# fabrics, containers, items and NICs are looked up, never asked for.
function Read-Vault([hashtable] $Vault) {
    Open-Vault $Vault
    $known = @{ Vault = $Vault; ById = @{}; ByName = @{} }
    $known['Fabrics'] = @(Get-AzRecoveryServicesAsrFabric | Where-Object { $_.FabricType -ieq 'Azure' })
    foreach ($fabric in $known['Fabrics']) {
        foreach ($container in @(Get-AzRecoveryServicesAsrProtectionContainer -Fabric $fabric)) {
            foreach ($item in @(Get-AzRecoveryServicesAsrReplicationProtectedItem -ProtectionContainer $container)) {
                $machine = Get-Value $item.ProviderSpecificDetails 'FabricObjectId'
                if (-not $machine) { continue }
                Add-ToIndex $known['ById'] $machine $item
                Add-ToIndex $known['ByName'] (Get-LastName $machine) $item
            }
        }
    }
    return $known
}

function Get-LastName([string] $Id) { return $Id.Substring($Id.LastIndexOf('/') + 1) }

function Find-Fabric([hashtable] $Known, [string] $Name, [string] $Region) {
    $found = @($Known['Fabrics'] | Where-Object {
            if ($Name) { $_.Name -ieq $Name }
            else { ("$(Get-Value $_.FabricSpecificDetails 'Location')" -replace ' ', '') -ieq $Region }
        })
    if ($found.Count -eq 1) { return $found[0] }
    $where = Format-Text "$Region in the vault $($Known['Vault']['Name'])"
    if ($found.Count -eq 0) { throw "There is no fabric of $where. Enable replication of a machine first: that makes it." }
    throw "There are $($found.Count) fabrics of $where. Write the name of the right one into this script's data."
}

function Get-Mapping($Fabric) {
    return @(Get-AzRecoveryServicesAsrNetworkMapping -PrimaryFabric $Fabric)
}

# A network has one mapping for each target region (M2).
function Find-Mapping($Fabric, [string] $Source, $TargetFabric) {
    return Get-Mapping $Fabric | Where-Object {
        $_.PrimaryNetworkId -ieq $Source -and
        $_.RecoveryFabricFriendlyName -in @($TargetFabric.FriendlyName, $TargetFabric.Name)
    } | Select-Object -First 1
}

function Get-Network([string] $Subscription, [string] $ResourceGroup, [string] $Name) {
    Use-Subscription $Subscription
    return Get-AzVirtualNetwork -ResourceGroupName $ResourceGroup |
        Where-Object { $_.Name -ieq $Name } | Select-Object -First 1
}

# By ARM id where the plan knows it, else by name.
function Find-Item([hashtable] $Known, [hashtable] $Wanted) {
    if ($Wanted['Machine']) { $found = @($Known['ById'][$Wanted['Machine']]) }
    else { $found = @($Known['ByName'][$Wanted['Name']]) }
    $found = @($found | Where-Object { $null -ne $_ })
    $who = Format-Text "$($Wanted['Name']) in the vault $($Known['Vault']['Name'])"
    if ($found.Count -eq 0) { throw "There is no replicated item of $who." }
    if ($found.Count -gt 1) { throw "There are $($found.Count) replicated items of $who." }
    if (@($found[0].NicDetailsList | Where-Object { $null -ne $_ }).Count -eq 0) {
        throw "Site Recovery does not list the NICs of $who yet. Wait until it is protected."
    }
    return $found[0]
}

function Find-Nic($Item, [hashtable] $Wanted) {
    return @($Item.NicDetailsList) | Where-Object {
        if ($Wanted['NicId']) { $_.NicId -ieq $Wanted['NicId'] }
        elseif ($Wanted['Id']) { $_.SourceNicArmId -ieq $Wanted['Id'] }
        else { (Get-LastName "$($_.SourceNicArmId)") -ieq $Wanted['Name'] }
    } | Select-Object -First 1
}

function Find-IpConfig($Nic, [string] $Name) {
    return @($Nic.IpConfigs) | Where-Object { $null -ne $_ -and $_.Name -ieq $Name } | Select-Object -First 1
}

# What parameters of the cmdlets are called where an item is read, if not the same.
$ReadAs = @{
    IsSelectedForFailover          = 'IsSeletedForFailover', 'IsSelectedForFailover'
    RecoveryLBBackendAddressPoolId = 'RecoveryLBBackendAddressPoolIds', 'RecoveryLBBackendAddressPoolId'
    TfoLBBackendAddressPoolId      = 'TfoLBBackendAddressPoolIds', 'TfoLBBackendAddressPoolId'
    Name                           = 'RecoveryAzureVMName'
    Size                           = 'RecoveryAzureVMSize'
    RecoveryVMNetworkId            = 'SelectedRecoveryAzureNetworkId'
    TfoVMNetworkId                 = 'SelectedTfoAzureNetworkId'
}
function Get-Setting($Object, [string] $Name) {
    if ($ReadAs.ContainsKey($Name)) { return Get-Value $Object $ReadAs[$Name] }
    return Get-Value $Object $Name
}

# An address that the plan does not set: the one that is set in Azure stays where it is the one
# the plan expects, and is taken out where it is not.
function Resolve-IpConfig([hashtable] $Wanted, $Found) {
    $settings = $Wanted['Set'].Clone()
    foreach ($side in 'Recovery', 'Tfo') {
        $address = "${side}StaticIPAddress"
        $now = "$(Get-Setting $Found $address)"
        if ($Wanted.ContainsKey("${side}Expected") -and -not $settings.ContainsKey($address) -and
            $now -and $now -ne $Wanted["${side}Expected"]) { $settings[$address] = '' }
    }
    return $settings
}

function Compare-Settings([string] $Of, [hashtable] $Wanted, $Found) {
    foreach ($name in @($Wanted.Keys | Sort-Object)) {
        if ($name -eq 'IpConfigName') { continue }
        $now = Get-Setting $Found $name
        if (-not (Test-Same $Wanted[$name] $now)) {
            "${Of}: $name is $(Format-Value $now), not $(Format-Value $Wanted[$name])"
        }
    }
}

# Everything in which an item differs from what is wanted, in words.
function Compare-Item([hashtable] $Wanted, $Found) {
    $name = $Wanted['Name']
    Compare-Settings $name $Wanted['Set'] $Found
    foreach ($nic in $Wanted['Nics']) {
        $there = Find-Nic $Found $nic
        if ($null -eq $there) { "${name}: the item has no NIC $($nic['Name'])"; continue }
        Compare-Settings "$name / $($nic['Name'])" $nic['Set'] $there
        foreach ($ip in $nic['IpConfigs']) {
            $of = "$name / $($nic['Name']) / $($ip['Set']['IpConfigName'])"
            $now = Find-IpConfig $there $ip['Set']['IpConfigName']
            if ($null -eq $now) { "${of}: the NIC has no such IP configuration"; continue }
            Compare-Settings $of (Resolve-IpConfig $ip $now) $now
        }
    }
}
