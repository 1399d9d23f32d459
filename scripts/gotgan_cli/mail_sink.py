"""Takes every mail by SMTP and keeps it as a file: ``mail_sink.py FOLDER PORT``."""

import asyncio
import pathlib
import sys
import time

from aiosmtpd.controller import Controller


class Keep:
    """Writes each mail whole before it is acknowledged."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    async def handle_DATA(self, _server, _session, envelope):
        file = self.folder / f"{time.time_ns()}.eml"
        partial = file.with_suffix(".partial")
        partial.write_bytes(envelope.content)
        partial.rename(file)
        return "250 kept"


def main(folder, port):
    controller = Controller(Keep(folder), hostname="127.0.0.1", port=int(port))
    controller.start()
    asyncio.new_event_loop().run_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
