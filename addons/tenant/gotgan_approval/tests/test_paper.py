import json
from io import BytesIO

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.pdf import OdooPdfFileReader

from odoo.addons.gotgan_approval.chain import digest

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestPaper(ApprovalCase):
    def setUp(self):
        super().setUp()
        self.enforce()
        self.approval = self.submit(5_000_000)
        self.sign(self.approval, self.leader, self.chief)
        self.paper = self.approval.paper_id

    def test_it_carries_its_data(self):
        reader = OdooPdfFileReader(BytesIO(self.paper.raw), strict=False)
        [(name, content)] = reader.getAttachments()
        data = json.loads(content)
        self.assertEqual(name, "document.json")
        self.assertEqual(data.pop("number"), "회계과-1")
        self.assertEqual(data.pop("digest"), digest(data))

    def test_it_says_who_signed(self):
        text = self.read(self.paper)
        for word in ("회계과장", "김과장", "한주무", "회계과-1", self.approval.data_hash[:16]):
            self.assertIn(word, text)

    def test_it_says_what_each_did_and_thought(self):
        approval = self.submit(5_000_000)
        asked = approval.with_user(self.leader).action_sign_noted()
        self.assertEqual(asked["res_model"], "gotgan.transition.wizard")
        approval.with_user(self.leader)._do_transition("sign_noted", "규격을 확인함")
        approval.with_user(self.chief)._do_transition("step_back", "수량도 확인")
        self.sign(approval, self.leader, self.chief)
        text = self.read(approval.paper_id)
        for word in ("규격을 확인함", "수량도 확인", "단계 반송", self.env.company.name):
            self.assertIn(word, text)

    def read(self, paper):
        reader = OdooPdfFileReader(BytesIO(paper.raw), strict=False)
        return " ".join("".join(page.extract_text() for page in reader.pages).split())

    def test_it_says_that_it_is_archival(self):
        self.assertIn(b"<pdfaid:part>3</pdfaid:part>", self.paper.raw)
        self.assertIn(b"/GTS_PDFA1", self.paper.raw)

    def test_it_needs_nothing_from_outside(self):
        """ISO 19005-3: every font is in the file, nothing runs, the attachment says what it is."""
        reader = OdooPdfFileReader(BytesIO(self.paper.raw), strict=False)
        root = reader.trailer["/Root"]
        [attached] = [one.get_object() for one in root["/AF"]]
        self.assertIn("/AFRelationship", attached)
        self.assertNotIn("/Encrypt", reader.trailer)
        for page in reader.pages:
            self.assertNotIn("/AA", page)
            for font in page["/Resources"]["/Font"].values():
                self.assertTrue(self.is_embedded(font.get_object()))

    def is_embedded(self, font):
        """Return whether a font, or what a composite one is made of, carries its program."""
        made_of = font.get("/DescendantFonts") or [font]
        descriptors = [one.get_object()["/FontDescriptor"].get_object() for one in made_of]
        return all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one) for one in descriptors)

    def test_it_is_guarded(self):
        with self.assertRefused("can no longer be changed"):
            self.paper.with_user(self.author).sudo().write({"raw": b"x"})
        with self.assertRefused("", AccessError):
            self.paper.with_user(self.stranger).read(["raw"])
        self.assertTrue(self.paper.with_user(self.chief).read(["raw"]))
