"""The variant of go-ipam in its own language, where this machine has Go."""

import os
import shutil
import subprocess
from ipaddress import IPv4Address
from pathlib import Path

from tests.benchmarks.asked import Asked
from tests.benchmarks.paired import Time
from tests.benchmarks.peer_algorithms import text

SOURCE = Path(__file__).with_name("go_ipam.go")
GO = "go-ipam, in Go"
NOTHING = "-"


def built(into: Path) -> Path | None:
    """The compiled program, ``None`` on a machine without Go."""
    go = shutil.which("go")
    if go is None:
        return None
    program = into / "go_ipam"
    alone = {"GO111MODULE": "off", "GOFLAGS": "", "GOTOOLCHAIN": "local", "GOPROXY": "off"}
    subprocess.run(
        [go, "build", "-o", program, SOURCE], check=True, env={**os.environ, **alone}, cwd=into
    )
    return program


def handed_out_by(program: Path, asked: Asked) -> tuple[list[int | None], Time]:
    """What everybody gets, in the order of the requests, and what that took."""
    used = [text(address) for address in (*asked.taken, *asked.kept)]
    wanted = [NOTHING if want is None else text(want) for want in asked.wanted]
    told = [f"{text(asked.first)}/{asked.length}", len(used), *used, len(wanted), *wanted]
    ran = subprocess.run(
        [program], input="\n".join(map(str, told)), capture_output=True, text=True, check=True
    )
    *given, spent, cpu = ran.stdout.split()
    got = [None if each == NOTHING else int(IPv4Address(each)) for each in given]
    return got, Time(int(spent), int(cpu))
