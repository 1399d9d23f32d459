"""The bank pays what the officer signed and nothing else: on the line and in the file.

Whoever alters the outbox or a file between the signature and the bank is refused by the bank, and
so is who signs without being known there.
"""

import threading
from hashlib import sha256
from unittest.mock import patch

import pytest
from bank_simulator.desk import Desk
from bank_simulator.files import END, WIDTH, FileDoor
from bank_simulator.wire import Faults, Wire

from odoo.addons.gotgan_exchange.signing import new_key, sign

from .department import MILLION, Department
from .people import day

FOLDER = "odoo.addons.gotgan_treasury.models.bank_adapter_file.BankAdapterFile._get_folder"


@pytest.fixture(scope="module")
def dept(tenant_module):
    dept = Department(tenant_module)
    dept.travel(day(2, 2))
    yield dept
    dept.close()


def sign_order(dept, name):
    """An order whose list is signed, and waits for the sender; return its instruction."""
    request = dept.draft("201-01", MILLION, name)
    request.action_submit()
    dept.by("commitment_officer", request).action_approve()
    commitment = dept.bind(request)
    dept.spending.accept("author", commitment)
    order = dept.order(dept.claim(commitment))
    lists = dept.by("disbursing_officer", order.instruction_ids.list_id)
    lists.action_close()
    lists.action_sign()
    dept.root.flush_all()
    return order.instruction_ids


def send(dept):
    dept.root["gotgan.bank.instruction"]._send_due()
    dept.root.invalidate_all()


def judge(instruction):
    return instruction.state, instruction.reason


def test_what_was_signed_is_paid(dept):
    instruction = sign_order(dept, "연필 구입")
    send(dept)
    assert judge(instruction) == ("acked", False)


@pytest.mark.parametrize("column, value", [
    ("amount", 9 * MILLION), ("number", "999-9999"), ("holder", "아무개"), ("bank_code", "099"),
])
def test_an_altered_outbox_is_refused(dept, column, value):
    instruction = sign_order(dept, f"변조 {column}")
    dept.root.cr.execute(
        f"UPDATE gotgan_bank_instruction SET {column} = %s WHERE id = %s", [value, instruction.id],
    )
    dept.root.invalidate_all()
    send(dept)
    assert judge(instruction) == ("rejected", "서명 불일치")


def test_the_signature_of_somebody_else_is_refused(dept):
    instruction = sign_order(dept, "남의 서명")
    from odoo.addons.gotgan_treasury.bank.signature import content

    account = instruction.account_id
    instruction.sudo().valid_until = instruction.list_id.signed_on
    told = account._get_adapter()._say_order(instruction)
    forged = sign(new_key()[0], content(account.client, account.number, told))
    instruction.sudo().signature = forged
    send(dept)
    assert judge(instruction) == ("rejected", "서명 불일치")


def test_an_unsigned_instruction_is_refused(dept):
    instruction = sign_order(dept, "서명 누락")
    instruction.sudo().signature = False
    send(dept)
    assert judge(instruction) == ("rejected", "서명 없음")


@pytest.fixture
def door(dept, tmp_path):
    """The bank's folder, in place of its line."""
    door = FileDoor(Desk(dept.bank, Wire(1, Faults())), threading.Lock(), tmp_path)

    def get_folder(_adapter, name):
        (tmp_path / name).mkdir(exist_ok=True)
        return tmp_path / name

    dept.treasury.way = "file"
    with patch(FOLDER, get_folder):
        yield door
    dept.treasury.way = "api"


def answer(dept, door, instruction):
    door.look()
    instruction.sudo().next_try = "2020-01-01"
    send(dept)


def test_a_signed_file_is_paid(dept, door):
    instruction = sign_order(dept, "파일 지급")
    send(dept)
    answer(dept, door, instruction)
    assert judge(instruction) == ("acked", False)


def test_an_altered_file_is_refused(dept, door):
    """Whoever alters the amount mends total and fingerprint too; the signature cannot be mended."""
    instruction = sign_order(dept, "파일 변조")
    send(dept)
    (path,) = door.inbox.glob("*.dat")
    path.write_bytes(alter(path.read_bytes()))
    answer(dept, door, instruction)
    assert judge(instruction) == ("rejected", "서명 불일치")


def test_a_file_without_signatures_is_refused(dept, door):
    instruction = sign_order(dept, "파일 서명 누락")
    send(dept)
    (path,) = door.inbox.glob("*.dat")
    path.write_bytes(alter(path.read_bytes(), keep=b"D"))
    answer(dept, door, instruction)
    assert judge(instruction) == ("rejected", "서명 없음")


def alter(data, keep=b"DS"):
    """A file of one order with another amount, or without its signature; its end agrees again."""
    head, *lines, tail = data.removesuffix(END).split(END)
    lines = [one for one in lines if one[:1] in keep]
    won = int(lines[0][95:110]) + (keep == b"DS")
    lines[0] = lines[0][:95] + b"%015d" % won + lines[0][110:]
    body = END.join([head, *lines]) + END
    mended = tail[:8] + b"%018d" % won + sha256(body).hexdigest().encode() + tail[90:]
    assert len(mended) == WIDTH
    return body + mended + END
