"""What is wrong with a plan, or worth a look: each with its rule and what to do about it."""

from models.findings.finding import Code, Finding, Severity, Subject
from models.findings.index import FindingIndex, findings

__all__ = ["Code", "Finding", "FindingIndex", "Severity", "Subject", "findings"]
