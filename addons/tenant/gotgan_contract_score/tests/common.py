from odoo.fields import Command

from odoo.addons.gotgan_contract.tests.common import MILLION, ContractCase

CRITERIA = {
    "negotiated": (
        ("사업 이해도", 40, "qualitative", "technical"),
        ("수행 계획", 30, "qualitative", "technical"),
        ("경영 상태", 20, "quantitative", "technical"),
        ("입찰가격", 10, "quantitative", "price"),
    ),
    "two_stage": (
        ("규격 적합", 60, "qualitative", "technical"),
        ("기술 인력", 40, "quantitative", "technical"),
    ),
}


class ScoreCase(ContractCase):
    """The vocabulary of evaluations: who sits in the committee, and how it scores."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls.world.hire("member", "한위원", cls.world.finance)

    def draft_evaluation(self, method="negotiated", criteria=None, members=6, is_software=True,
                         **values):
        case = self.draft_case(200 * MILLION, kind="service", method=method, **{
            "base_price": 0, "planned_price": 220 * MILLION, "name": "누리집 구축", **values,
        })
        evaluation = self.env["gotgan.contract.evaluation"].with_user(self.clerk).create({
            "case_id": case.id, "is_software": is_software,
            "criterion_ids": [
                Command.create({"name": name, "points": points, "kind": kind, "side": side})
                for name, points, kind, side in criteria or CRITERIA[method]
            ],
            "evaluator_ids": [
                Command.create({"name": f"외부 {place}", "organisation": f"대학 {place}"})
                for place in range(1, members + 1)
            ] + [Command.create({
                "name": "한위원", "organisation": "회계과", "origin": "internal",
                "user_id": self.member.id,
            })],
        })
        return evaluation

    def open_proposals(self, evaluation, count=3):
        case = self.announce(evaluation.case_id)
        offers = self.offer(case, *[0] * count)
        case.action_open()
        return offers

    def score(self, sheet, share):
        """Give a sheet ``share`` percent of its points, as who may write it, and hand it in."""
        own = sheet.with_user(sheet.user_id or self.clerk)
        for line in own.line_ids:
            line.points = line.max_points * share / 100
        own.action_hand_in()

    def score_all(self, evaluation, offers, shares):
        evaluation.action_start()
        for offer, share in zip(offers, shares, strict=True):
            for sheet in evaluation.sheet_ids.filtered(lambda one, of=offer: one.offer_id == of):
                self.score(sheet, share)
        evaluation.action_close()

    def open_envelope(self, evaluation, offer, amount):
        return self.env["gotgan.contract.envelope"].with_user(self.clerk).create({
            "evaluation_id": evaluation.id, "offer_id": offer.id, "amount": amount,
        })

    def negotiate(self, evaluation, offer, result="agreed", amount=0):
        return self.env["gotgan.contract.negotiation"].with_user(self.clerk).create({
            "evaluation_id": evaluation.id, "offer_id": offer.id, "result": result,
            "amount": amount, "attendants": "오계약, 업체 대표", "words": "과업 범위와 가격",
        })
