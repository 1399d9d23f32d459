"""A local folder of its own for each test, and the command line's modules in this process."""

import pytest
from gotgan_cli import paths, say


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("GOTGAN_HOME", str(tmp_path / "local"))
    monkeypatch.setattr(say, "quiet", True)
    paths.prepare()
    return tmp_path / "local"
