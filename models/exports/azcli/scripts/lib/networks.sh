# Virtual networks as Azure has them. Sourced by apply.sh, verify.sh and rollback.sh.
# shellcheck shell=bash disable=SC2016,SC2034,SC2154

declare -A network_prefixes=() subnet_prefixes=() delegations=() uses=() peerings=()

network_rows="[].[
  [['network', name, join(' ', not_null(addressSpace.addressPrefixes, \`[]\`))]],
  not_null(subnets, \`[]\`)[].['subnet', name,
    join(' ', not_null(addressPrefixes, [not_null(addressPrefix, '')])),
    join(' ', not_null(delegations, \`[]\`)[].serviceName),
    to_string(sum([length(not_null(ipConfigurations, \`[]\`)),
      length(not_null(privateEndpoints, \`[]\`)),
      length(not_null(serviceAssociationLinks, \`[]\`)),
      length(not_null(applicationGatewayIPConfigurations, \`[]\`))]))],
  not_null(virtualNetworkPeerings, \`[]\`)[].['peering', name, remoteVirtualNetwork.id]
][][]"

# Where a network is in those tables.
network_at() { REPLY="${1,,}|${2,,}|${3,,}"; }

# Learns the networks of a resource group.
load_networks() {
  local subscription=$1 group=$2 kind name first second used all=0 at=''
  local of="networks ${subscription,,} ${group,,}"
  [[ ! ${loaded[$of]-} ]] || return 0
  subscription_of "$subscription"
  literal "$group"
  read_azure network vnet list --subscription="$subscription" --resource-group="$REPLY" \
    --query="$network_rows"
  while IFS=$'\x1f' read -r kind name first second used; do
    case $kind in
      network)
        network_at "$subscription" "$group" "$name"
        at=$REPLY
        network_prefixes[$at]=$first
        all=0
        uses[$at]=$all
        ;;
      subnet)
        subnet_prefixes["$at|${name,,}"]=$first
        delegations["$at|${name,,}"]=$second
        [[ $used =~ ^[0-9]{1,9}$ ]] || used=1
        all=$((all + used))
        uses["$at|${name,,}"]=$used
        uses[$at]=$all
        ;;
      peering) peerings["$at|${first,,}"]=$name ;;
    esac
  done <<<"$rows"
  loaded["$of"]=yes
}

# Whether two lists hold the same prefixes.
same_prefixes() {
  local first second
  first=$(tr ' ' '\n' <<<"${1,,}" | sort)
  second=$(tr ' ' '\n' <<<"${2,,}" | sort)
  [[ $first == "$second" ]]
}
