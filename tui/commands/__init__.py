"""The commands of ``asrnet``, one module each, and what they have in common."""
