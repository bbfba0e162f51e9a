"""Sample plans: each shows something, and says in its note what to look at."""
