# Updates of replicated items: their bodies, filled in. Sourced by apply.sh and rollback.sh.
# shellcheck shell=bash disable=SC2034,SC2154

# Fills in a body: parameters, and what the item has now where the plan leaves it open. What is
# blank there is left out.
fill_in() {
  local line out rest name value lines=() closing='^ *[]}]'
  while IFS= read -r line; do
    out='' rest=$line
    while [[ $rest == *'{{'* ]]; do
      out+=${rest%%'{{'*}
      rest=${rest#*'{{'}
      name=${rest%%'}}'*}
      rest=${rest#*'}}'}
      if [[ $name == *.* ]]; then
        value=${now[$name]-}
        [[ $value ]] || continue 2
        json_value "${name##*.}" "$value"
        out=${out%\"}$REPLY
        rest=${rest#\"}
      else
        name=${name^^}
        json "${!name}"
        out+=${REPLY:1:-1}
      fi
    done
    if [[ $line =~ $closing ]] && ((${#lines[@]})); then lines[-1]=${lines[-1]%,}; fi
    lines+=("$out$rest")
  done <"$1"
  printf '%s\n' "${lines[@]}"
}

json_value() {
  local pool pools list=''
  case $1 in
    enable* | *euseExistingNic | is*) REPLY=$2 ;;
    *PoolIds)
      read -r -a pools <<<"$2"
      for pool in "${pools[@]}"; do
        json "$pool"
        list+="${list:+, }$REPLY"
      done
      REPLY="[$list]"
      ;;
    *) json "$2" ;;
  esac
}

# The query that turns an item into the body of the update that brings it back. What may be
# blank is sent as a blank, so that it is one again.
update_query() {
  local of='properties.providerSpecificDetails' field item='' nic='' ip=''
  for field in "${item_fields[@]:0:4}"; do item+="$field: $of.$field, "; done
  for field in "${nic_fields[@]}"; do
    case $field in
      *SecurityGroupId) nic+="$field: not_null($field, ''), " ;;
      *) nic+="${field%:*}: ${field#*:}, " ;;
    esac
  done
  for field in "${ip_fields[@]}"; do
    case $field in
      is*) ip+=", $field: $field" ;;
      *PoolIds) ip+=", $field: not_null($field, \`[]\`)" ;;
      *) ip+=", $field: not_null($field, '')" ;;
    esac
  done
  REPLY="{properties: {${item}vmNics: $of.vmNics[].{nicId: nicId, selectionType: selectionType,
    ${nic}ipConfigs: ipConfigs[].{ipConfigName: name$ip}},
    providerSpecificDetails: {instanceType: 'A2A', tfoAzureVMName: $of.tfoAzureVMName}}}"
}

# Reads that body; it comes into `rows`, as JSON.
read_update() {
  update_query
  rows=$(az rest --method=get --url="$1?api-version=$api" --query="$REPLY" --output json \
    --only-show-errors </dev/null) || die 'az rest failed, see above; nothing was done after it'
}
