"""Files: reading them with care, and writing them so that nothing is ever half written."""
