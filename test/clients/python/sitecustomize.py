"""Leads port 443 of the company's name to where the test's server listens, as a hosts file and a router would."""

import os
import socket

_host = os.environ["COMPANY_HOST"]
_port = int(os.environ["COMPANY_PORT"])
_resolve = socket.getaddrinfo


def _resolve_there(host, port, *args, **kwargs):
    if host == _host and str(port) in ("443", "https"):
        return _resolve("127.0.0.1", _port, *args, **kwargs)
    return _resolve(host, port, *args, **kwargs)


socket.getaddrinfo = _resolve_there
