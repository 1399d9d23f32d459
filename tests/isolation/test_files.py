"""Files of other records, tenants and folders (T16, T18)."""

import html
import json
import re

import pytest

UP = ("../", "..%2f", "%2e%2e/", "..\\", "%252e%252e%252f", "....//")


@pytest.mark.parametrize("up", UP)
def test_no_path_leads_out(pair, signed_in, up):
    """T16: neither static files nor contents follow a path upwards."""
    nothing = signed_in.get("/web/image/0").body
    for begin in ("/web/static/", "/web/content/", "/web/image/", "/web/assets/", "/web/filestore/",
                  "/base/static/"):
        for target in ("etc/passwd", f"data/filestore/{pair.b.database}/checklist",
                       pair.estate.keys_file.name, "odoo.conf", "web/__manifest__.py"):
            answer = signed_in.get(begin + up * 8 + target)
            if answer.status == 200:
                assert answer.body == nothing, (begin, target)  # the picture of "no picture"
            else:
                assert answer.status in (301, 303, 308, 400, 404, 500), (begin, target)
                assert "root:" not in answer.text


def test_a_file_needs_its_token_or_a_right(pair, signed_in):
    """T16: without a session, with another's token, with a token of B."""
    path = f"/web/content/{pair.a.attachment}"
    stranger = pair.client(pair.a)
    assert stranger.get(path).status in (303, 404)
    for token in ("0" * 32, token_of(pair, pair.b), "%", "'", "null", ""):
        answer = pair.client(pair.a).get(f"{path}?access_token={token}")
        assert pair.a.secret not in answer.text, token
    own = pair.client(pair.a).get(f"{path}?access_token={token_of(pair, pair.a)}")
    assert own.text == pair.a.secret
    assert signed_in.get(path).text == pair.a.secret


def token_of(pair, tenant):
    with pair.estate.as_tenant(tenant) as cur:
        cur.execute("SELECT access_token FROM ir_attachment WHERE id = %s", [tenant.attachment])
        return cur.fetchone()[0]


def test_a_number_of_b_is_a_number_of_a(pair, signed_in):
    """T16: the same id at A is A's record; B's file is nowhere."""
    with pair.estate.as_tenant(pair.a) as cur:
        cur.execute("SELECT id FROM ir_attachment")
        ids = [number for (number,) in cur.fetchall()]
    for number in [*ids[-5:], max(ids) + 1, 0, -1]:
        assert pair.b.secret not in signed_in.get(f"/web/content/{number}").text


REPORT = """<t t-name="iso.evil"><html><body><main><div class="article">
<iframe src="file:///etc/passwd"/><img src="http://169.254.169.254/"/>
<link rel="stylesheet" href="file:///etc/hosts"/><style>{css}</style>
<object data="file:///proc/self/environ"/></div></main></body></html></t>"""


@pytest.fixture(scope="module")
def evil_report(pair):
    """A report whose HTML asks for files and addresses, as its administrator could write it."""
    arch = REPORT.format(css="a{b:c}" * 20_000)
    pair.inside(pair.a, f"""
if not env["ir.actions.report"].search([("report_name", "=", "iso.evil")]):
    env["ir.ui.view"].create({{
        "name": "iso.evil", "key": "iso.evil", "type": "qweb", "arch": {arch!r}}})
    env["ir.actions.report"].create({{
        "name": "evil", "model": "res.currency", "report_name": "iso.evil",
        "report_type": "qweb-pdf"}})
env.cr.commit()
""")
    return "iso.evil"


def test_reports_are_not_printed_by_a_browser(pair, signed_in, evil_report):
    """T18: nothing starts wkhtmltopdf, so no report HTML is ever opened on the server."""
    answer = signed_in.get(f"/report/pdf/{evil_report}/1")
    assert answer.status in (400, 403, 422)
    assert b"%PDF" not in answer.body
    assert "공식 서식" in answer.text
    for word in ("root:", "PATH=", "localhost.localdomain"):
        assert word not in answer.text


def test_the_web_client_is_told_why(signed_in, evil_report):
    """The button of the web client asks by a form and shows the error it gets as JSON."""
    page = signed_in.get("/odoo")
    token = re.search(r'csrf_token: "([^"]+)"', page.text)[1]
    answer = signed_in.post("/report/download", {
        "data": json.dumps([f"/report/pdf/{evil_report}/1", "qweb-pdf"]), "csrf_token": token})
    error = json.loads(html.unescape(answer.text))
    assert "공식 서식" in error["data"]["message"]
    assert error["data"]["debug"] == ""


def test_a_failed_export_is_told_as_json(signed_in):
    page = signed_in.get("/odoo")
    token = re.search(r'csrf_token: "([^"]+)"', page.text)[1]
    for kind in ("csv", "xlsx"):
        answer = signed_in.post(f"/web/export/{kind}", {
            "data": json.dumps({"model": "no.model"}), "csrf_token": token})
        assert answer.status == 500
        body = re.search(r"<body>.*?<p>(.*)</p></body>", answer.text)[1]
        assert "문의 번호" in json.loads(html.unescape(body))["data"]["message"]
