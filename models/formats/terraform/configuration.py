"""The configuration that a plan comes with: which expression gives which attribute."""

from typing import Any

from models.formats.terraform.addresses import Path, around
from models.formats.terraform.values import Object, mapping, objects


class Configuration:
    """The modules of a configuration, found by the calls that lead to them."""

    def __init__(self, value: Any) -> None:
        root = mapping(mapping(value).get("root_module"))
        self._modules: dict[tuple[str, ...], Object] = {(): root}
        self._resources: dict[tuple[str, ...], dict[tuple[str, str, str], Object]] = {}

    def module(self, path: Path) -> Object:
        """The module at a path; empty where the configuration has none."""
        names = tuple(step.name for step in path)
        for length in range(1, len(names) + 1):
            if names[:length] not in self._modules:
                call = self._call(names[:length])
                self._modules[names[:length]] = mapping(call.get("module"))
        return self._modules[names]

    def call(self, path: Path) -> Object:
        """The call of the module at a path; empty where there is none."""
        self.module(path)
        return self._call(tuple(step.name for step in path))

    def resource(self, path: Path, mode: str, type: str, name: str) -> Object:
        """The block of a resource; empty where there is none."""
        names = tuple(step.name for step in path)
        if names not in self._resources:
            self._resources[names] = {
                (str(row.get("mode")), str(row.get("type")), str(row.get("name"))): row
                for row in objects(self.module(path).get("resources"))
                if not around(str(row.get("address")))
            }
        return self._resources[names].get((mode, type, name), {})

    def expressions(self, path: Path, mode: str, type: str, name: str) -> Object | None:
        """The expressions of a resource; ``None`` where the configuration has none."""
        value = self.resource(path, mode, type, name).get("expressions")
        return value if isinstance(value, dict) else None

    def _call(self, names: tuple[str, ...]) -> Object:
        calls = mapping(self._modules[names[:-1]].get("module_calls"))
        return mapping(calls.get(names[-1]))
