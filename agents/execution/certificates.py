"""Downloads by Node trust what the system trusts: a company's certificate authority lives in its bundle."""

from collections.abc import Mapping
from pathlib import Path

BUNDLES = (
    Path("/etc/ssl/certs/ca-certificates.crt"),
    Path("/etc/pki/tls/certs/ca-bundle.crt"),
    Path("/etc/ssl/cert.pem"),
)
"""Where Debian and Ubuntu, Fedora, and macOS keep it."""

_VARIABLE = "NODE_EXTRA_CA_CERTS"


def trusting_the_system(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment, with the system's bundle of certificates for Node; one that is set already stays."""
    bundle = next((path for path in BUNDLES if path.is_file()), None)
    if bundle is None or environ.get(_VARIABLE):
        return dict(environ)
    return {**environ, _VARIABLE: str(bundle)}
