"""The screens: one a file, each composed of widgets and feeding them."""
