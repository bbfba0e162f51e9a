function Wait-AsrJob($Job, [string] $What) {
    if ($null -eq $Job) { throw "$What was not begun: Az.RecoveryServices says why in a warning above." }
    while ($Job.State -in 'NotStarted', 'InProgress') {
        Start-Sleep -Seconds 10
        $Job = Get-AzRecoveryServicesAsrJob -Job $Job
    }
    if ($Job.State -notlike 'Succeeded*') { throw "$What ended as $($Job.State): see the job $($Job.Name) of the vault." }
    Write-Host "$What is done."
}

function Get-StepName([string] $Source, [string] $Target) {
    return Format-Text "$(Get-LastName $Source) -> $(Get-LastName $Target)"
}

# What there is to do so that mappings lead where they are wanted to ('' is nowhere), in M8's
# order: a mapping cannot be changed while its reverse is there, so that is removed first. It is
# created anew where it is wanted, or is none of ours.
function Get-MappingSteps([hashtable] $Known, [object[]] $Wanted, [bool] $KeepOthers) {
    $rows = @(foreach ($mapping in $Wanted) {
            $in = $Known[$mapping['Vault']]
            Open-Vault $in['Vault']
            $row = @{ Vault = $in['Vault']; Name = $mapping['Name']; Source = $mapping['Source']; Target = $mapping['Target'] }
            $row['Fabric'] = Find-Fabric $in $mapping['SourceFabric'] $mapping['SourceRegion']
            $row['TargetFabric'] = Find-Fabric $in $mapping['TargetFabric'] $mapping['TargetRegion']
            $row['Mapping'] = Find-Mapping $row['Fabric'] $row['Source'] $row['TargetFabric']
            $row['Before'] = "$(Get-Value $row['Mapping'] 'RecoveryNetworkId')"
            $row
        })
    $removed = [ordered]@{}
    foreach ($row in $rows) {
        if ($null -eq $row['Mapping']) { continue }
        if (-not $row['Target']) { $removed[$row['Mapping'].ID] = $row }
        elseif ($row['Before'] -ine $row['Target']) {
            Open-Vault $row['Vault']
            $reverse = Find-Mapping $row['TargetFabric'] $row['Before'] $row['Fabric']
            if ($null -ne $reverse) {
                $removed[$reverse.ID] = @{
                    Vault = $row['Vault']; Name = $reverse.Name; Mapping = $reverse; Before = $reverse.RecoveryNetworkId
                    Fabric = $row['TargetFabric']; TargetFabric = $row['Fabric']; Source = $row['Before']; Target = ''
                }
            }
        }
    }
    $ours = @($rows | Where-Object { $null -ne $_['Mapping'] } | ForEach-Object { $_['Mapping'].ID })
    foreach ($id in @($removed.Keys)) {
        $step = $removed[$id].Clone()
        $step['Do'] = 'Remove'
        $step['Target'] = ''
        $step['What'] = Get-StepName $step['Source'] $step['Before']
        $step
    }
    foreach ($row in $rows) {
        if (-not $row['Target']) { continue }
        $row['What'] = Get-StepName $row['Source'] $row['Target']
        if ($null -eq $row['Mapping'] -or $removed.Contains($row['Mapping'].ID)) { $row['Do'] = 'Create' }
        elseif ($row['Before'] -ieq $row['Target']) { continue }
        else { $row['Do'] = 'Change' }
        $row
    }
    if (-not $KeepOthers) { return }
    foreach ($id in @($removed.Keys)) {
        if ($id -in $ours) { continue }
        $step = $removed[$id].Clone()
        $step['Do'] = 'Create'
        $step['Target'] = $step['Before']
        $step['What'] = Get-StepName $step['Source'] $step['Target']
        $step
    }
}

function Remove-Mapping([hashtable] $Step) {
    if ($PSCmdlet.ShouldProcess($Step['What'], 'Remove network mapping')) {
        $job = Remove-AzRecoveryServicesAsrNetworkMapping -InputObject $Step['Mapping'] -Confirm:$false
        Wait-AsrJob $job "Removing the mapping $($Step['What'])"
    }
}

# The cmdlet takes the fabrics' names from what should be their friendly names.
function Update-Mapping([hashtable] $Step) {
    if ($PSCmdlet.ShouldProcess($Step['What'], 'Change network mapping')) {
        $Step['Mapping'].PrimaryFabricFriendlyName = $Step['Fabric'].Name
        $Step['Mapping'].RecoveryFabricFriendlyName = $Step['TargetFabric'].Name
        $job = Update-AzRecoveryServicesAsrNetworkMapping -InputObject $Step['Mapping'] -RecoveryAzureNetworkId $Step['Target'] -Confirm:$false
        Wait-AsrJob $job "Changing the mapping $($Step['What'])"
    }
}

function New-Mapping([hashtable] $Step) {
    if ($PSCmdlet.ShouldProcess($Step['What'], 'Create network mapping')) {
        $job = New-AzRecoveryServicesAsrNetworkMapping -AzureToAzure -Name $Step['Name'] -PrimaryFabric $Step['Fabric'] -PrimaryAzureNetworkId $Step['Source'] -RecoveryFabric $Step['TargetFabric'] -RecoveryAzureNetworkId $Step['Target'] -Confirm:$false
        Wait-AsrJob $job "Creating the mapping $($Step['What'])"
    }
}

function Set-Mappings([object[]] $Steps) {
    foreach ($do in 'Remove', 'Change', 'Create') {
        foreach ($step in @($Steps | Where-Object { $_['Do'] -eq $do })) {
            Open-Vault $step['Vault']
            if ($do -eq 'Remove') { Remove-Mapping $step }
            elseif ($do -eq 'Change') { Update-Mapping $step }
            else { New-Mapping $step }
        }
    }
}

# What the cmdlets do not take over from the item by themselves is passed again as the item has it.
$KeptOfNic = 'RecoveryNicName', 'RecoveryNicResourceGroupName', 'ReuseExistingNic', 'TfoNicName', 'TfoNicResourceGroupName', 'TfoReuseExistingNic'
$KeptOfItem = @{
    RecoveryResourceGroupId           = 'RecoveryAzureResourceGroupId'
    RecoveryCloudServiceId            = 'RecoveryAzureCloudService'
    RecoveryAvailabilitySet           = 'RecoveryAvailabilitySet'
    RecoveryProximityPlacementGroupId = 'RecoveryProximityPlacementGroupId'
    RecoveryVirtualMachineScaleSetId  = 'RecoveryVirtualMachineScaleSetId'
}
# These may be passed empty, which takes out what is set. The cmdlets refuse others that are empty.
$MayBeEmpty = 'RecoveryStaticIPAddress', 'RecoveryPublicIPAddressId', 'RecoveryLBBackendAddressPoolId', 'TfoStaticIPAddress', 'TfoPublicIPAddressId', 'TfoLBBackendAddressPoolId'

function Remove-Empty([hashtable] $Settings) {
    $kept = @{}
    foreach ($name in $Settings.Keys) {
        $value = $Settings[$name]
        if ($null -eq $value) { continue }
        if ($value -is [bool] -or $name -in $MayBeEmpty -or @($value | Where-Object { "$_" }).Count -gt 0) { $kept[$name] = $value }
    }
    return $kept
}

function New-NicConfiguration($Item, $Nic, [hashtable] $Wanted, [hashtable] $Networks) {
    $settings = @{ NicId = $Nic.NicId; ReplicationProtectedItem = $Item }
    foreach ($name in $KeptOfNic) {
        $value = Get-Value $Nic $name
        if ($name -like '*ReuseExistingNic') { $value = [bool] $value }
        $settings[$name] = $value
    }
    foreach ($name in $Networks.Keys) { $settings[$name] = $Networks[$name] }
    foreach ($name in $Wanted['Set'].Keys) { $settings[$name] = $Wanted['Set'][$name] }
    $ipConfigs = @(foreach ($ip in $Wanted['IpConfigs']) {
            $ipSettings = Remove-Empty (Resolve-IpConfig $ip (Find-IpConfig $Nic $ip['Set']['IpConfigName']))
            New-AzRecoveryServicesAsrVMNicIPConfig @ipSettings
        })
    if ($ipConfigs.Count -ne @($Wanted['IpConfigs']).Count) {
        throw (Format-Text "The IP configurations of $($Wanted['Name']) cannot be set: a warning above says why.")
    }
    if ($ipConfigs.Count -gt 0) { $settings['IPConfig'] = $ipConfigs }
    $settings = Remove-Empty $settings
    $made = New-AzRecoveryServicesAsrVMNicConfig @settings
    if ($null -eq $made) { throw (Format-Text "The NIC $($Wanted['Name']) cannot be set: a warning above says why.") }
    return $made
}

# An update replaces the settings of all NICs, so each NIC of the item is passed; one of which
# nothing is wanted, as it is.
function New-NicConfigurations($Item, [hashtable] $Wanted) {
    $networks = @{}
    foreach ($name in 'RecoveryVMNetworkId', 'TfoVMNetworkId') {
        if ($Wanted['Set'][$name]) { $networks[$name] = $Wanted['Set'][$name] }
    }
    foreach ($nic in @($Item.NicDetailsList)) {
        $settings = @{ Name = "$($nic.SourceNicArmId)"; Set = @{}; IpConfigs = @() }
        foreach ($ofNic in $Wanted['Nics']) {
            if ((Get-Value (Find-Nic $Item $ofNic) 'NicId') -ieq $nic.NicId) { $settings = $ofNic }
        }
        New-NicConfiguration $Item $nic $settings $networks
    }
}

function Start-ItemUpdate([hashtable] $Step) {
    $item = $Step['Item']
    $wanted = $Step['Wanted']
    if ($PSCmdlet.ShouldProcess((Format-Text "replicated item $($wanted['Name'])"), (Format-Text "Set ($($Step['Differences'] -join '; '))"))) {
        $settings = @{ InputObject = $item; Size = Get-Value $item 'RecoveryAzureVMSize' }
        $settings['ASRVMNicConfiguration'] = @(New-NicConfigurations $item $wanted)
        foreach ($name in $KeptOfItem.Keys) { $settings[$name] = Get-Value $item.ProviderSpecificDetails $KeptOfItem[$name] }
        foreach ($name in 'Name', 'Size', 'TfoAzureVMName') {
            if ($wanted['Set'][$name]) { $settings[$name] = $wanted['Set'][$name] }
        }
        $settings = Remove-Empty $settings
        return @{ Vault = $Step['Vault']; Job = Set-AzRecoveryServicesAsrReplicationProtectedItem @settings -Confirm:$false }
    }
}

# Items do not depend on one another, so up to 20 jobs run at once; a failure does not stop others.
function Set-Items([object[]] $Steps) {
    $failures = New-Object System.Collections.ArrayList
    for ($start = 0; $start -lt $Steps.Count; $start += 20) {
        $running = New-Object System.Collections.ArrayList
        foreach ($step in $Steps[$start..([Math]::Min($start + 19, $Steps.Count - 1))]) {
            $what = Format-Text "Setting $($step['Wanted']['Name'])"
            try {
                Open-Vault $step['Vault']
                $begun = Start-ItemUpdate $step
                if ($null -ne $begun) { $begun['What'] = $what; $null = $running.Add($begun) }
            }
            catch { $null = $failures.Add("${what}: $_") }
        }
        foreach ($begun in $running) {
            try {
                Open-Vault $begun['Vault']
                Wait-AsrJob $begun['Job'] $begun['What']
            }
            catch { $null = $failures.Add("$_") }
        }
    }
    foreach ($failure in $failures) { Write-Warning (Format-Text $failure) }
    if ($failures.Count -gt 0) { throw "$($failures.Count) replicated items could not be set. Mend that and run this script again." }
}
