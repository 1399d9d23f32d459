import io

from PIL import Image

from odoo.tests import BaseCase, tagged

from ..picture import clean
from .common import make_seal


@tagged("post_install", "-at_install")
class TestPicture(BaseCase):
    """Pictures of seals as people bring them."""

    def assertFault(self, fault, data):
        with self.assertRaises(ValueError) as caught:
            clean(data)
        self.assertEqual(caught.exception.args, (fault,))

    def test_pictures_become_plain_and_small(self):
        for form in ("PNG", "JPEG"):
            with Image.open(io.BytesIO(clean(make_seal(1_200, form)))) as picture:
                self.assertEqual((picture.format, picture.size), ("PNG", (600, 600)))
                red, green, _blue, _alpha = picture.getpixel((300, 300))
                self.assertTrue(red > 150 and green < 60)

    def test_what_is_no_seal_is_refused(self):
        self.assertFault("kind", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
        self.assertFault("kind", make_seal(form="GIF"))
        self.assertFault("size", make_seal(20))
        self.assertFault("size", make_seal(4_001))
        self.assertFault("heavy", make_seal() + bytes(2_000_000))
