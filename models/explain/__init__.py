"""A result as a chain of rules in words: what each rule was asked and which one decided."""

from models.explain.chain import Chain, Step
from models.explain.chains import explain
from models.explain.settings import settings_that_count
from models.explain.words import holder_text, reason_text, result_text, why_of

ARTICLE = "https://learn.microsoft.com/azure/site-recovery/azure-to-azure-network-mapping"
"""The public source of the rules."""

__all__ = [
    "ARTICLE",
    "Chain",
    "Step",
    "explain",
    "holder_text",
    "reason_text",
    "result_text",
    "settings_that_count",
    "why_of",
]
