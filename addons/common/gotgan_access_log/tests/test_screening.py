"""What people need comes in; what attacks does not, and says why."""

import os
import stat
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.tests import BaseCase, tagged

from ..screening import malware
from ..screening.check import check_file
from ..screening.problem import Limits
from . import files


@tagged("post_install", "-at_install")
class TestScreening(BaseCase):
    def test_what_people_need_comes_in(self):
        for name, data in files.GOOD.items():
            with self.subTest(name=name):
                self.assertEqual(check_file(name, data)[1], [])
                self.assertEqual(check_file("", data)[1], [], "a picture of a person has no name")

    def test_attacks_are_refused(self):
        for (name, data), code in files.BAD.items():
            with self.subTest(name=name, code=code):
                problems = check_file(name, data)[1]
                self.assertEqual([one.code for one in problems[:1]], [code])

    def test_limits(self):
        self.assertEqual(check_file("a.txt", b"12345", Limits(size=4))[1][0].code, "too_large")
        picture = files.picture()
        self.assertEqual(check_file("a.png", picture, Limits(pixels=3))[1][0].code, "pixels")
        many = files.packed({f"{number}.txt": b"1" for number in range(5)})
        problem = check_file("a.zip", many, Limits(entries=4))[1][0]
        self.assertEqual(problem.code, "too_many_entries")
        self.assertEqual(check_file("a.zip", files.nested(3))[1], [])

    def test_the_scanner_of_the_house_decides(self):
        answers = {"exit 0": [], "echo Trojan.Gen; exit 1": ["malware"], "exit 2": ["not_scanned"]}
        for script, codes in answers.items():
            with self.subTest(script=script), self._scanner(script):
                self.assertEqual([one.code for one in malware.scan(b"content")], codes)

    def test_a_scanner_that_is_missing_lets_nothing_in(self):
        with patch.dict(os.environ, {malware.VARIABLE: "/nonexistent/scanner"}):
            self.assertEqual(check_file("a.txt", b"1")[1][0].code, "not_scanned")

    def _scanner(self, script):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = Path(folder.name) / "scan"
        path.write_text(f"#!/bin/sh\ncat > /dev/null\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return patch.dict(os.environ, {malware.VARIABLE: str(path)})
