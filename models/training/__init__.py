"""Learning: lessons whose goals the program checks, predictions, demonstrations."""
