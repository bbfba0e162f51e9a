"""A plan held against a fresh import: what drifted apart, and what the import cannot tell."""

from models.verification.verification import Verification, verify

__all__ = ["Verification", "verify"]
