"""A small lesson as text, to be changed by tests."""

SMALL = """
lesson = 1
title = "Small"
summary = "One machine, one mapping."
introduction = "Map them."
explanation = "It was the mapping."
rules = ["M1"]

[numbers]
net = "1-9"

[plan]
source_region = "eastasia"
target_region = "southeastasia"
virtual_networks = [
    { name = "a", region = "eastasia", address_space = ["10.{net}.0.0/16"], subnets = [
        { name = "web", address_prefixes = ["10.{net}.1.0/24"] } ] },
    { name = "b", region = "southeastasia", address_space = ["10.{net}.0.0/16"], subnets = [
        { name = "web", address_prefixes = ["10.{net}.1.0/24"] } ], peered_with = ["hub"] },
]
virtual_machines = [
    { name = "vm", region = "eastasia", network_interfaces = [{ name = "nic", ip_configurations = [
        { name = "ip", network = "a", subnet = "web", address = "10.{net}.1.9" } ] }] },
]
replicated_items = [{ virtual_machine = "vm", failover_network = "b" }]

[[goals]]
name = "mapped"
text = "a is mapped to b."
hints = ["Which way?", "m"]
when = { mapped = ["a -> b"] }

[[goals]]
name = "home"
text = "vm comes home."
hints = ["And back?", "F3"]
when = { comes_home = ["vm"] }

[[must_stay]]
text = "vm stays replicated."
hint = "Ctrl+Z brings vm back."
when = { replicated = ["vm"] }

[[mistakes]]
hint = "That is the way back."
when = { mapped = ["b -> a"], not_mapped = ["a -> b"] }
edits = [{ do = "map", source = "b", target = "a", reverse = false }]

[[solution]]
say = "Map a."
edit = { do = "map", source = "a", target = "b", reverse = false }
keys = ["m"]
reaches = ["mapped"]

[[solution]]
say = "Map b."
edit = { do = "map", source = "b", target = "a", reverse = false }
keys = ["m"]
reaches = ["home"]
"""
