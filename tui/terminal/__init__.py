"""The terminal: how it is left, whatever happens, and what of its input is taken for keys."""
