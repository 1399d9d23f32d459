"""Values a plain sample cannot guess: the scanned impression of a seal."""

import base64

from odoo.addons.gotgan_document.tests.common import make_seal

SAMPLES = {"gotgan.official.seal": {"image": base64.b64encode(make_seal())}}
