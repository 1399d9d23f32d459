from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.gotgan_base.clock import now

from ..floors import floor_amount
from ..prices import cast_lots, draw, make_prices, planned_price, seal
from .common import MILLION, ContractCase


@tagged("post_install", "-at_install")
class TestOpening(ContractCase):
    """복수예비가격, 개찰, 낙찰하한율."""

    def make_tender(self, *ratios):
        case = self.announce(self.draft_case(
            300 * MILLION, kind="works_special", method="open", base_price=330 * MILLION,
        ))
        choices = ("1, 2", "2, 3", "3, 9", "4, 2")
        offers = self.offer(case, *[int(330 * MILLION * ratio) for ratio in ratios])
        for offer, chosen in zip(offers, choices, strict=False):
            offer.choices = chosen
        return case

    def test_the_draw_can_be_repeated(self):
        case = self.make_tender(0.92, 0.95, 0.80, 1.10)
        self.assertFalse(case.price_ids)
        self.assertTrue(case.seal)
        with self.assertRaises(AccessError):
            case.with_user(self.clerk).read(["seed"])
        case.action_open()
        seed, row = case.disclosed_seed, case._read_row("contract.preliminary_prices")
        prices = make_prices(case.base_price, seed, row["count"], row["spread"])
        self.assertEqual(case.price_ids.mapped("amount"), prices)
        self.assertEqual(case.seal, seal(seed, prices))
        drawn = draw([[1, 2], [2, 3], [3, 9], [4, 2]], 4)
        self.assertEqual(case.price_ids.filtered("is_drawn").mapped("sequence"), drawn)
        self.assertEqual(case.planned_price, planned_price([prices[one - 1] for one in drawn]))
        self.assertEqual(case.floor_rate, 89.745)
        self.assertEqual(case.floor_amount, floor_amount(case.planned_price, "0.89745"))

    def test_no_tender_is_opened_without_a_secret_price(self):
        """법 11: a draw from preliminary prices, or one price sealed with its reason."""
        case = self.draft_case(
            300 * MILLION, kind="works_special", method="open", base_price=0, single_ground=False,
        )
        case.deadline = now(self.env) + timedelta(days=45)
        with self.assertRefused("제11조"):
            case.action_announce()
        case.planned_price = 320 * MILLION
        with self.assertRefused("제11조"):
            case.action_announce()
        case.single_ground = "예비가격을 만들 수 없는 공사"
        case.action_announce()
        self.assertFalse(case.planned_price)
        with self.assertRaises(AccessError):
            case.with_user(self.clerk).read(["sealed_price"])
        case._write_locked({"deadline": now(self.env) - timedelta(minutes=1)})
        self.offer(case, 300 * MILLION)
        case.action_open()
        self.assertEqual(case.planned_price, 320 * MILLION)
        self.assertEqual(case.seal, seal(case.disclosed_seed, [320 * MILLION]))

    def test_a_case_announced_without_prices_is_not_opened(self):
        case = self.make_tender(0.95)
        case._write_locked({"seed": False})
        with self.assertRefused("제11조"):
            case.action_open()

    def test_one_price_that_was_altered_after_the_notice_is_found(self):
        case = self.announce(self.draft_case(
            300 * MILLION, kind="works_special", method="open", base_price=0,
            planned_price=320 * MILLION,
        ))
        self.offer(case, 300 * MILLION)
        case._write_locked({"sealed_price": 310 * MILLION})
        with self.assertRefused(case.number):
            case.action_open()

    def test_one_quote_needs_none(self):
        case = self.announce(self.draft_case(base_price=0))
        self.offer(case, 15 * MILLION)
        case.action_open()
        self.assertEqual((case.state, case.planned_price), ("opened", 0))

    def test_the_lowest_above_the_floor_wins(self):
        case = self.make_tender(0.95, 0.935, 0.80, 1.10)
        case.action_open()
        self.assertEqual(
            case.offer_ids.sorted("id").mapped("state"),
            ["valid", "valid", "below_floor", "over_price"],
        )
        case.with_user(self.officer).action_award()
        self.assertEqual(case.winner_id.partner_id, self.firms[1])

    def test_the_next_one_follows_a_disqualified_one(self):
        case = self.make_tender(0.95, 0.935)
        case.action_open()
        first = case.offer_ids.filtered(lambda one: one.rank == 1)
        first.with_user(self.clerk)._do_transition("disqualify", "적격심사 점수 미달")
        case.with_user(self.officer).action_award()
        self.assertEqual(case.winner_id.partner_id, self.firms[0])
        self.assertIn("R035", case.flags)
        self.assertIn("R036", case.flags)

    def test_of_equal_prices_lots_decide(self):
        """시행령 48: not the time; anybody can repeat the lots by the seed of the draw."""
        case = self.make_tender(0.95, 0.935, 0.935, 1.10)
        case.action_open()
        self.assertTrue(case.has_tie)
        with self.assertRefused("제48조", self.firms[1].name, self.firms[2].name):
            case.with_user(self.officer).action_award()
        case.with_user(self.clerk).action_cast_lots()
        tied = case.offer_ids.filtered(lambda one: one.partner_id in self.firms[1:3])
        names = {f" {one.partner_id.name}": one for one in tied}
        order = [names[name] for name in cast_lots(list(names), case.disclosed_seed)]
        self.assertEqual([one.lot for one in order], [1, 2])
        self.assertEqual([one.rank for one in order], [1, 2])
        self.assertEqual(case.lot_seed, case.disclosed_seed)
        with self.assertRefused("no equal lowest prices"):
            case.with_user(self.clerk).action_cast_lots()
        with self.assertRaises(AccessError):
            order[1].with_user(self.clerk).write({"lot": 0})
        case.with_user(self.officer).action_award()
        self.assertEqual(case.winner_id, order[0])

    def test_the_draw_goes_by_the_rule_of_the_notice(self):
        """An edition that begins between notice and opening changes nothing of the draw."""
        case = self.make_tender(0.92, 0.95)
        rule = self.env["gotgan.rule"]._find("contract.preliminary_prices", self.today).rule_id
        case._write_locked({"announced_on": self.today - timedelta(days=1)})
        edition = self.env["gotgan.rule.edition"].create({
            "rule_id": rule.id, "date_from": self.today, "article": "시험", "source": "시험",
            "value": [{**dict(rule.edition_ids[0].value[0]), "count": 10}], "origin": "agency",
        })
        edition._take_place()
        edition._write_locked({"state": "in_force"})
        self.assertEqual(case._read_row("contract.preliminary_prices")["count"], 10)
        case.action_open()
        self.assertEqual(len(case.price_ids), 15)

    def test_nobody_wins(self):
        case = self.make_tender(0.70)
        case.action_open()
        with self.assertRefused("no offer is first"):
            case.with_user(self.officer).action_award()
        case._do_transition("fail", "유찰")
        action = case.action_retender()
        again = self.env["gotgan.contract.case"].browse(action["res_id"])
        self.assertRecordValues(again, [{"state": "draft", "origin_id": case.id}])

    def test_offers_only_between_notice_and_opening(self):
        case = self.draft_case()
        with self.assertRefused("between the notice and the opening"):
            self.offer(case, MILLION)
        self.announce(case)
        offers = self.offer(case, 14 * MILLION)
        case.action_open()
        with self.assertRefused("between the notice and the opening"):
            offers.amount = MILLION

    def test_a_late_offer_counts_only_when_the_officer_admits_it(self):
        case = self.make_tender(0.92)
        after = {"received_on": case.deadline + timedelta(seconds=1)}
        late = self.offer(self.make_tender(), 300 * MILLION, **after)
        self.assertEqual(late.state, "late")
        with self.assertRefused("no offers"):
            late.case_id.action_open()
        late.received_on = late.case_id.deadline
        self.assertEqual(late.state, "submitted")
        offer = case.offer_ids
        offer.write(after)
        for person in (self.clerk, self.author):
            with self.assertRaises(AccessError):
                offer.with_user(person)._do_transition("admit", "전산 장애")
        with self.assertRaises(AccessError):
            offer.with_user(self.clerk).write({"late_ground": "전산 장애"})
        self.assertEqual(offer.state, "late")
        offer.with_user(self.officer)._do_transition("admit", "전산 장애")
        self.assertRecordValues(offer, [{"state": "submitted", "late_ground": "전산 장애"}])
        self.assertTrue(case.has_late and case.is_ended)
        with self.assertRefused(offer.partner_id.name):
            offer.with_user(self.clerk).unlink()
        case.action_open()
        self.assertEqual(offer.state, "valid")

    def test_without_a_planned_price(self):
        case = self.announce(self.draft_case(15 * MILLION, base_price=0))
        self.offer(case, 15 * MILLION)
        case.action_open()
        self.assertEqual((case.planned_price, case.offer_ids.state), (0, "valid"))

    def test_not_before_the_deadline(self):
        case = self.draft_case(60 * MILLION, firm_kind="small")
        self.assertEqual((case.method, case.floor_rate), ("private_two", 88.0))
        self.announce(case)
        case._write_locked({"deadline": "2099-01-01 00:00:00"})
        self.offer(case, 55 * MILLION)
        with self.assertRefused("2099"):
            case.action_open()

    def test_numbers_of_the_draw(self):
        case = self.make_tender(0.9)
        for wrong in ("0, 3", "3, 3", "1, 2, 3", "16"):
            with self.assertRefused("1", "15"):
                case.offer_ids.choices = wrong

    def test_negotiation_goes_by_score(self):
        case = self.draft_case(300 * MILLION, kind="service", method="negotiated")
        # Announcing one is for who keeps its evaluation (gotgan_contract_score).
        case._write_locked({"state": "announced"})
        offers = self.offer(case, 300 * MILLION, 310 * MILLION)
        offers[1].score = 92.5
        offers[0].score = 88
        case.action_open()
        self.assertEqual(offers.mapped("rank"), [2, 1])
