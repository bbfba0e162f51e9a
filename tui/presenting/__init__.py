"""Presenting to a class: keys that are seen, demonstrations, speaker notes, a hand-out."""
