"""Processes that go on after the command has ended: started, recognised, stopped."""

import dataclasses
import json
import os
import pathlib
import signal
import subprocess
import time

from . import paths


@dataclasses.dataclass(frozen=True)
class Background:
    """A process known by ``name``; ``mark`` stands in its command line and in no stranger's."""

    name: str
    mark: str

    def _file(self):
        return paths.run_dir() / f"{self.name}.json"

    def read(self):
        """What was noted at the last start, whether or not the process still runs."""
        try:
            return json.loads(self._file().read_text())
        except (OSError, ValueError):
            return {}

    def _is_ours(self, pid):
        try:
            line = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            return False
        return self.mark in line

    def running(self):
        """The note of the running process, or an empty dictionary."""
        now = self.read()
        return now if now.get("pid") and self._is_ours(now["pid"]) else {}

    def start(self, command, env, **note):
        with paths.log(self.name).open("ab") as out:
            process = subprocess.Popen(
                [str(word) for word in command],
                env={**os.environ, **env},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd="/",
                start_new_session=True,
            )
        self._file().write_text(json.dumps({"pid": process.pid, **note}))
        return process

    def stop(self):
        """Ask, wait ten seconds, then insist; returns whether there was one."""
        now = self.running()
        if not now:
            return False
        os.kill(now["pid"], signal.SIGTERM)
        for _turn in range(100):
            if not self._is_ours(now["pid"]):
                return True
            time.sleep(0.1)
        os.kill(now["pid"], signal.SIGKILL)
        return True
