"""The clouds of Azure, by the names that ``az cloud list`` has for them."""

from typing import NamedTuple


class Cloud(NamedTuple):
    """One of them, in the words of azure-core and of azure-identity."""

    name: str
    core: str
    authority: str


CLOUDS = (
    Cloud("AzureCloud", "AZURE_PUBLIC_CLOUD", "AZURE_PUBLIC_CLOUD"),
    Cloud("AzureUSGovernment", "AZURE_US_GOVERNMENT", "AZURE_GOVERNMENT"),
    Cloud("AzureChinaCloud", "AZURE_CHINA_CLOUD", "AZURE_CHINA"),
)
"""The first is the one of everybody."""
NAMES = tuple(cloud.name for cloud in CLOUDS)


def cloud_of(name: str) -> Cloud:
    """The cloud of that name, which is one of :data:`NAMES`."""
    return CLOUDS[NAMES.index(name)]
