"""The cash of the year, its last days, and what the books say against a plain notebook."""

from .department import MILLION, VOTED
from .department_paying import compare
from .people import day

STRAY = 7_000


def borrowing_stays_under_its_ceiling(dept):
    dept.travel(day(12, 14))
    ceiling = dept.model("gotgan.borrowing.ceiling", "treasurer").create({
        "fiscal_year_id": dept.year(2026).id, "amount": 100 * MILLION,
        "fund_id": dept.find("gotgan.fund", 2026, "100").id, "resolution": "제300회 정례회",
    })
    before = dept.figures(dept.treasury, "balance")[0]
    with dept.refused("확인"):
        borrow(dept, ceiling, MILLION).action_borrow()
    dept.by("commitment_officer", ceiling).action_confirm()
    first = borrow(dept, ceiling, 70 * MILLION)
    first.action_borrow()
    with dept.refused("지방회계법", "70,000,000"):
        borrow(dept, ceiling, 40 * MILLION).action_borrow()
    with dept.refused("지방회계법"):
        borrow(dept, ceiling, MILLION, day(1, 4, 2027)).action_borrow()
    first.action_repay()
    assert dept.figures(dept.treasury, "balance") == (before,)


def the_days_of_the_bank_agree(dept):
    dept.travel(day(12, 15))
    commitment = dept.bind(dept.ask("201-02", MILLION, "누리집 유지보수 12월"))
    dept.spending.accept("author", commitment)
    dept.pay(dept.claim(commitment))
    dept.note("201-02", MILLION)
    dept.bank.deposit(dept.treasury.number, STRAY, "모르는 입금")
    one = compare(dept)
    assert one.difference_ids
    with dept.refused("1"):
        one.action_agree()
    for difference in one.difference_ids:
        difference.explanation = "오입금, 12월 16일 반환"
    one.action_agree()
    assert one.state == "agreed"
    dept.travel(day(12, 16))
    dept.bank.transfer_by_hand(dept.treasury.number, STRAY, "오입금 반환")
    back = compare(dept)
    assert back.difference_ids.mapped("bank_amount") == [STRAY]
    back.difference_ids.explanation = "12월 15일 오입금의 반환"
    back.action_agree()


def what_is_bound_goes_into_the_next_year(dept):
    dept.travel(day(12, 21))
    dept.by("closer", dept.year(2027)).action_open()
    dept.closing.open()
    mapping = dept.closing.map_subjects()
    dept.closing.decide("401-01", "401-02")
    mapping.action_apply()
    plan = dept.closing.look()
    assert plan.unavoidable == dept.open_rest, [
        (one.outcome, one.amount, one.cell_id.subitem_id.code) for one in plan.candidate_ids
    ]
    plan.action_draft()
    carryover = dept.closing.drafts()["unavoidable"]
    author = dept.by("author", carryover)
    with dept.refused("지방재정법 제50조"):
        author.action_submit()
    author.line_ids.write({"cause": "준공대금 청구서 미도착"})
    author.action_submit()
    carryover.action_confirm()
    dept.travel(day(12, 31))
    with dept.refused("8,000,000", "지방회계법 제7조"):
        dept.closing.board.action_start()
    dept.by("author", dept.cut)._do_transition("cancel", "나누어 사지 않음")
    dept.closing.board.action_start()
    dept.travel(day(1, 6, 2027))
    carryover.action_carry()
    assert (dept.total("carried_over"), dept.total("carried_in", 2027)) == (
        dept.open_rest, dept.open_rest,
    )
    dept.verify()


def the_books_say_what_the_notebook_says(dept):
    dept.root.flush_all()
    dept.cr.execute(
        """SELECT o.code, c.appropriated, c.paid FROM gotgan_budget_cell c
             JOIN gotgan_expenditure_object o ON o.id = c.subitem_id
            WHERE c.fiscal_year_id = %s AND c.department_id = %s""",
        (dept.year(2026).id, dept.cells["201-01"].department_id.id),
    )
    books = {code: (voted, paid) for code, voted, paid in dept.cr.fetchall()}
    assert books == {
        code: (millions * MILLION, dept.notebook[code]) for code, millions in VOTED.items()
    }
    dept.verify()


def what_is_held_for_others_adds_up(dept):
    dept.root.flush_all()
    dept.cr.execute(
        """SELECT a.use, a.balance, coalesce(sum(c.rest), 0) FROM gotgan_custody_account a
             LEFT JOIN gotgan_custody_case c ON c.account_id = a.id GROUP BY a.id""",
    )
    held = {}
    for use, balance, rest in dept.cr.fetchall():
        assert balance == rest, use
        held[use] = held.get(use, 0) + balance
    held = {use: won for use, won in held.items() if won}
    assert held == {
        "attachment": 300_000, "income_tax": 160_000, "local_income_tax": 16_000,
    }, held
    assert not dept.root["gotgan.custody.account"].search([])._find_broken()


def the_bank_has_what_the_books_say(dept):
    """To the won, and the money held for others apart from the budget's."""
    dept.root.flush_all()
    dept.cr.execute(
        "SELECT holding, sum(amount) FROM gotgan_cash_move WHERE account_id = %s GROUP BY holding",
        (dept.treasury.id,),
    )
    books = dict(dept.cr.fetchall())
    assert sum(one.amount for one in dept.bank.statement(dept.treasury.number)) == sum(
        books.values()
    ), books
    dept.cr.execute("SELECT sum(balance) FROM gotgan_custody_account")
    [held] = dept.cr.fetchone()
    late = dept.contract.delay_damages  # became revenue
    assert books == {"budget": late - sum(dept.notebook.values()), "custody": held}


def borrow(dept, ceiling, won, until=None):
    return dept.model("gotgan.temporary.borrowing", "treasurer").create({
        "name": "일시차입", "ceiling_id": ceiling.id, "account_id": dept.treasury.id,
        "amount": won, "lender": "농협은행", "date_to": until or day(12, 31),
    })


STORY = (
    borrowing_stays_under_its_ceiling, the_days_of_the_bank_agree,
    the_books_say_what_the_notebook_says, what_is_held_for_others_adds_up,
    the_bank_has_what_the_books_say, what_is_bound_goes_into_the_next_year,
)
