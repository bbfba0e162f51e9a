"""What is wrong with a plan, or worth a look: each with its rule and what to do about it."""

from models.findings.finding import Code, Finding, Severity, Subject

__all__ = ["Code", "Finding", "Severity", "Subject"]
