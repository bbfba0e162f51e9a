"""What screens are made of: a widget a file."""
