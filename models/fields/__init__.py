"""What each field of the network settings shows, refuses, and becomes as an edit."""
