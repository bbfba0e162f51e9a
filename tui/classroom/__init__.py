"""A class in a browser: lessons and sample plans, each visitor in a process and a place of its own.

What is served is in :mod:`tui.classroom.server` and beside it; it needs an extra, ``asrnet[web]``.
What a visitor sees is the app of :mod:`tui.classroom.app`, which ``python -m tui.classroom`` runs;
it needs nothing more than the terminal interface does, and has no way to the file system.
"""
