"""What the process of a visitor may use of the machine, set by the process itself at its start."""

import os
import resource

MEMORY = 1024**3
"""How much memory it may have mapped, in bytes."""
FILE = 16 * 1024 * 1024
"""How large a file of it may be, in bytes."""
FILES = 256
"""How many files it may have open."""
TASKS = 8192
"""How many processes and threads its user may have: the limit counts those of everybody."""
NICE = 5
"""By how much it gives way to others."""
LIMITS = {
    resource.RLIMIT_AS: MEMORY,
    resource.RLIMIT_FSIZE: FILE,
    resource.RLIMIT_NOFILE: FILES,
    resource.RLIMIT_NPROC: TASKS,
    resource.RLIMIT_CORE: 0,
}


def restrict() -> None:
    """Set the limits, for good; one that is narrower already stays."""
    for kind, most in LIMITS.items():
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
    os.nice(NICE)
