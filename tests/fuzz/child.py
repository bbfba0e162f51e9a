"""A process that gives one parser a fixed number of inputs: ``child NAME RUNS SEED FOUND GROWN``.

With atheris the inputs are guided by the coverage they bring; without it they are made from
the corpus by chance alone. Both print the same figures at the end.
"""

import resource
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

GUIDED = "atheris"
SLOWER = 4
"""How many times slower code runs that tells its coverage."""


def main(name: str, runs: int, seed: int, found: Path, grown: Path) -> None:
    """Try the inputs. ``grown`` is where inputs that reach new code are kept."""
    if find_spec(GUIDED) is None:
        _by_chance(name, runs, seed, found)
    else:
        _guided(import_module(GUIDED), name, runs, seed, found, grown)


def _guided(atheris: Any, name: str, runs: int, seed: int, found: Path, grown: Path) -> None:
    with atheris.instrument_imports(include=["models", "tui"]):
        from tests.fuzz.mutation import LONGEST, mutated
        from tests.fuzz.parsers import CORPUS, PARSERS, corpus_of
        from tests.fuzz.trying import SECONDS, Trial

    corpus = [path.read_bytes() for path in corpus_of(name)]

    def change(data: bytes, most: int, seed: int) -> bytes:
        """Go on from what was reached, by bytes or by the formats, or begin at the corpus."""
        random = Random(seed)
        way = random.randrange(4)
        if way > 1:
            return bytes(atheris.Mutate(data, most))
        return mutated(bytes(data) if way else random.choice(corpus), random)[:most]

    for directory in (grown, found):
        directory.mkdir(parents=True, exist_ok=True)
    arguments = [f"-runs={runs}", f"-seed={seed}", f"-max_len={LONGEST}", "-len_control=0"]
    arguments += ["-verbosity=0", "-print_final_stats=1", "-timeout=300", "-rss_limit_mb=0"]
    arguments += [f"-artifact_prefix={found}/{name}-", str(grown), str(CORPUS / name)]
    trial = Trial(name, PARSERS[name], found, SECONDS * SLOWER)
    atheris.Setup([name, *arguments], trial, custom_mutator=change)
    trial.limit_memory()
    atheris.Fuzz()


def _by_chance(name: str, runs: int, seed: int, found: Path) -> None:
    from tests.fuzz.mutation import mutated
    from tests.fuzz.parsers import PARSERS, corpus_of
    from tests.fuzz.trying import Trial

    trial = Trial(name, PARSERS[name], found)
    random = Random(seed)
    corpus = [path.read_bytes() for path in corpus_of(name)]
    trial.limit_memory()
    for _ in range(runs):
        trial(mutated(random.choice(corpus), random))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"stat::number_of_executed_units: {runs}")
    print(f"stat::peak_rss_mb: {peak}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5]))
