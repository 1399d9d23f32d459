"""A websocket client of a few lines: a handshake with any header, text frames out and in."""

import base64
import json
import os
import socket
import struct


class Websocket:
    """``status`` of the handshake; after 101, :meth:`send` and :meth:`receive`."""

    def __init__(self, client, origin=None, path="/websocket?version=19.0-2", headers=None):
        self._socket = socket.create_connection((client.address, client.port), timeout=60)
        lines = {
            "Host": client.host, "Upgrade": "websocket", "Connection": "Upgrade",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec-WebSocket-Version": "13", **(headers or {}),
        }
        if origin:
            lines["Origin"] = origin
        if client.cookies:
            lines["Cookie"] = "; ".join(f"{k}={v}" for k, v in client.cookies.items())
        text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self._socket.sendall(f"GET {path} HTTP/1.1\r\n{text}\r\n".encode())
        self._data = b""
        while b"\r\n\r\n" not in self._data:
            more = self._socket.recv(4096)
            if not more:
                break
            self._data += more
        head, _sep, self._data = self._data.partition(b"\r\n\r\n")
        self.head = head.decode(errors="replace")
        self.status = int(self.head.split(" ", 2)[1]) if self.head else 0

    def send(self, event, data):
        payload = json.dumps({"event_name": event, "data": data}).encode()
        mask = os.urandom(4)
        size = len(payload)
        length = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack("!H", size)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
        self._socket.sendall(b"\x81" + length + mask + masked)

    def receive(self, seconds=5):
        """The next text message as JSON, or None when nothing came or the peer has closed."""
        self._socket.settimeout(seconds)
        try:
            while True:
                opcode, payload = self._frame()
                if opcode == 1:
                    return json.loads(payload)
                if opcode in (None, 8):
                    return None
        except TimeoutError:
            return None

    def _read(self, size):
        while len(self._data) < size:
            more = self._socket.recv(65536)
            if not more:
                raise TimeoutError
            self._data += more
        taken, self._data = self._data[:size], self._data[size:]
        return taken

    def _frame(self):
        first, second = self._read(2)
        size = second & 0x7F
        if size == 126:
            size = struct.unpack("!H", self._read(2))[0]
        elif size == 127:
            size = struct.unpack("!Q", self._read(8))[0]
        return first & 0x0F, self._read(size)

    def close(self):
        self._socket.close()
