"""The rules of Azure Site Recovery, numbered as in ``docs/rules.md``.

Small pure functions with their reasons: mapping (M), target subnet (S), availability (A),
failover (F), test failover (T) and failback (B).
"""
