"""The server speaks to this machine only, and only under its own name."""

import socket

import psutil
import pytest

from tests.browser.server import HOST

HANDSHAKE = """\
GET /_stcore/stream HTTP/1.1
Host: {host}
Origin: http://{host}
Connection: Upgrade
Upgrade: websocket
Sec-WebSocket-Version: 13
Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
Sec-WebSocket-Protocol: streamlit

"""


def handshake_status(port, host):
    request = HANDSHAKE.format(host=host).replace("\n", "\r\n")
    with socket.create_connection((HOST, port), timeout=10) as connection:
        connection.sendall(request.encode())
        return int(connection.recv(1024).split()[1])


def test_listens_on_loopback_only(dashboard):
    server = psutil.Process(dashboard.process)
    family = [server, *server.children(recursive=True)]
    listening = {
        opened.laddr.ip
        for process in family
        for opened in process.net_connections(kind="inet")
        if opened.status == psutil.CONN_LISTEN
    }

    assert listening == {HOST}


def test_opens_its_channel_under_its_own_name(dashboard):
    assert handshake_status(dashboard.port, f"{HOST}:{dashboard.port}") == 101


@pytest.mark.parametrize("host", ["rebind.example", "rebind.example:80", "10.0.0.7"])
def test_refuses_a_foreign_host(dashboard, host):
    assert handshake_status(dashboard.port, host) == 403
