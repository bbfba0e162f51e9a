function ConvertTo-Table($Value) {
    if ($Value -is [System.Management.Automation.PSCustomObject]) {
        $table = @{}
        foreach ($property in $Value.PSObject.Properties) { $table[$property.Name] = ConvertTo-Table $property.Value }
        return $table
    }
    if ($Value -is [array]) { return , @(foreach ($one in $Value) { ConvertTo-Table $one }) }
    return $Value
}

function Read-State([string] $Path) {
    $state = ConvertTo-Table (Get-Content -LiteralPath $Path -Raw -Encoding UTF8 | ConvertFrom-Json)
    if ($state -isnot [hashtable] -or $state['Format'] -ne 1) { throw "$Path was not written by apply.ps1." }
    return $state
}
