"""The connection with the sign-in that is there already: that of az, of the environment, ..."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from azure.core import AzureClouds
from azure.identity import AzureAuthorityHosts, DefaultAzureCredential
from azure.mgmt.core.tools import get_arm_endpoints

from models.errors import LiveError
from models.live.clouds import cloud_of
from models.live.connection import Connection

SETTINGS = (
    "the sign-in to Azure cannot be set up: a variable of the environment whose name begins with"
    " AZURE_ (such as AZURE_TENANT_ID or AZURE_TOKEN_CREDENTIALS) has a value that cannot be used"
)


@contextmanager
def connect(cloud: str) -> Iterator[Connection]:
    """A connection to a cloud, by its name; the sign-in is looked for at the first request.

    Raises :class:`LiveError`.
    """
    # What goes wrong is told by an error; without a handler Python would print it as well.
    logging.getLogger("azure").addHandler(logging.NullHandler())
    names = cloud_of(cloud)
    endpoints = get_arm_endpoints(AzureClouds[names.core])
    [scope] = endpoints["credential_scopes"]
    with (
        _credential(getattr(AzureAuthorityHosts, names.authority)) as credential,
        Connection(credential, endpoints["resource_manager"], scope) as connection,
    ):
        yield connection


def _credential(authority: str) -> DefaultAzureCredential:
    try:
        return DefaultAzureCredential(authority=authority)
    except ValueError as error:
        raise LiveError(SETTINGS) from error
