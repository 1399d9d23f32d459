import csv
import io
import json
import zipfile

from odoo.tests import tagged

from ..fiscal import make_package
from .common import PaperCase
from .fiscal_check import find_faults


@tagged("post_install", "-at_install")
class TestFiscal(PaperCase):
    """Open fiscal data that others can read without knowing Korean budgets."""

    def package(self):
        return make_package(self.book(self.enter()))

    def test_the_package_is_what_it_says(self):
        self.assertEqual(find_faults(self.package()), [])

    def test_the_checker_finds_faults(self):
        data = self.package()
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            descriptor = json.loads(package.read("datapackage.json"))
            content = package.read("data/budget.csv")
        descriptor["resources"][0]["schema"]["fields"][0]["columnType"] = "nonsense"
        broken = io.BytesIO()
        with zipfile.ZipFile(broken, "w") as package:
            package.writestr("datapackage.json", json.dumps(descriptor))
            package.writestr("data/budget.csv", content + b"x")
        faults = find_faults(broken.getvalue())
        self.assertIn("unknown columnType nonsense", faults)
        self.assertIn("hash differs", faults)

    def test_values_add_up_to_the_budget(self):
        with zipfile.ZipFile(io.BytesIO(self.package())) as package:
            rows = list(csv.DictReader(io.StringIO(package.read("data/budget.csv").decode())))
        spending = [row for row in rows if row["direction"] == "expenditure"]
        self.assertEqual(sum(int(row["value"]) for row in spending), self.head().amount)
        works = [row for row in spending if row["economic_3_code"] == "401-01"]
        self.assertEqual({row["source_1_label"] for row in works},
                         {"국고보조금", "광역보조금", "자체재원"})
        self.assertEqual({row["economic_3_label"] for row in works}, {"시설비"})
        self.assertEqual({row["fiscal_year"] for row in rows}, {str(self.number)})
