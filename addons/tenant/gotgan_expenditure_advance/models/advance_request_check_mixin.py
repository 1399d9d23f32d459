from odoo import models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

CHECKS = (
    "advance.petty_designation", "advance.petty_limit", "advance.petty_unsettled",
    "advance.estimate_kinds", "advance.advance_kinds", "advance.unsettled", "prior.claim",
)


class AdvanceRequestCheckMixin(models.AbstractModel):
    """What the law asks before money is handed over whose use is not known yet."""

    _name = "gotgan.advance.request.check.mixin"
    _description = "Checks of Advances"

    # ---- petty cash --------------------------------------------------------

    def _check_advance_petty_designation(self, _edition):
        if self.kind != "petty":
            return
        petty = self.designation_id
        sound = (
            petty.state == "designated" and self.partner_id == petty.partner_id
            and (petty.department_id, petty.fiscal_year_id)
            == (self.department_id, self.fiscal_year_id)
        )
        if not sound:
            yield Finding(
                self.env._(
                    "Petty cash goes only to the imprest cashier designated for %(department)s in "
                    "%(year)s.", department=self.department_id.name or "-",
                    year=self.fiscal_year_id.display_name or "-",
                ),
                fix=self.env._("Choose the designation in force and its account holder as payee."),
                facts=(petty.id, petty.state, self.partner_id.id),
            )

    def _check_advance_petty_limit(self, edition):
        """Held and asked for together stay below the limit of each object."""
        if self.kind != "petty" or not self.designation_id:
            return
        for subitem, won in self._get_by_subitem().items():
            limit = self._get_petty_limit(edition, subitem)
            held = sum(self._get_held(subitem).mapped("rest"))
            pending = self._get_pending(subitem)
            if limit is None or held + pending + won > limit:
                yield Finding(
                    self.env._(
                        "%(object)s: %(held)s won are held, %(pending)s won on their way and "
                        "%(won)s won asked for, the limit is %(limit)s won.",
                        object=subitem.display_name, held=won_text(held),
                        pending=won_text(pending), won=won_text(won),
                        limit=won_text(limit or 0),
                    ),
                    fix=self.env._(
                        "Lower the amount, settle what is held, or pay the creditor directly.",
                    ),
                    facts=(subitem.id, held, pending, won, limit),
                )

    def _check_advance_petty_unsettled(self, _edition):
        if self.kind != "petty" or not self.designation_id:
            return
        month = self.env["gotgan.petty.settlement"]._get_unsettled(
            self.designation_id, self._get_rule_day("advance.petty_unsettled"),
        )
        if month:
            yield Finding(
                self.env._(
                    "%(petty)s has not been settled for %(month)s.",
                    petty=self.designation_id.display_name, month=month.strftime("%Y-%m"),
                ),
                fix=self.env._("The imprest cashier hands in the settlement of that month first."),
                facts=(self.designation_id.id, str(month)),
            )

    # ---- estimated and advance payments --------------------------------------

    def _check_advance_estimate_kinds(self, edition):
        if self.kind == "estimate":
            yield from self._judge_ground(edition, self.estimate_ground)

    def _check_advance_advance_kinds(self, edition):
        if self.kind == "advance":
            yield from self._judge_ground(edition, self.advance_ground)

    def _judge_ground(self, edition, ground):
        known = {row["code"] for row in edition._get_rows()}
        if ground not in known:
            yield Finding(
                self.env._("The law lets such payments be made only in certain cases; none is "
                           "named."),
                fix=self.env._("Choose the case that applies, or pay after the work is done."),
                facts=("ground", ground or ""),
            )
        if not self.use_until:
            yield Finding(
                self.env._("It is not said until when the money is used."),
                fix=self.env._("Enter the day; the settlement is due after it."),
                facts=("use_until",),
            )

    def _check_advance_unsettled(self, _edition):
        """Who has not settled what he got before, gets nothing more."""
        if self.kind not in ("estimate", "advance") or not self.partner_id:
            return
        late = self.env["gotgan.advance"].search([
            ("partner_id", "=", self.partner_id.id), ("kind", "in", ("estimate", "advance")),
            ("state", "in", ("open", "returning")), ("due_date", "<", today(self.env)),
        ])
        if late:
            yield Finding(
                self.env._(
                    "%(payee)s has not settled %(won)s won that were due on %(day)s (%(voucher)s).",
                    payee=self.partner_id.name, won=won_text(sum(late.mapped("rest"))),
                    day=late[0].due_date, voucher=late[0].voucher_id.display_name,
                ),
                fix=self.env._("Have that settled first."),
                record=late[0], facts=tuple(late.ids),
            )

    # ---- prior years ---------------------------------------------------------

    def _check_prior_claim(self, _edition):
        if self.kind != "prior_year":
            return
        claim = self.prior_claim_id
        sound = claim.state == "recognized" and claim.partner_id == self.partner_id
        if not sound or self.amount > claim.rest:
            yield Finding(
                self.env._(
                    "A debt of a prior year is paid to its creditor, up to what was recognized and "
                    "not yet asked for (%(rest)s won).", rest=won_text(claim.rest),
                ),
                fix=self.env._("Have the debt recognized first, and choose it here."),
                facts=(claim.id, claim.state, self.amount, claim.rest),
            )

    # ---- figures ---------------------------------------------------------------

    def _get_by_subitem(self):
        sums = {}
        for line in self.line_ids:
            subitem = line.budget_line_id.subitem_id
            sums[subitem] = sums.get(subitem, 0) + line.amount
        return {subitem: won for subitem, won in sums.items() if subitem}

    def _get_petty_limit(self, edition, subitem):
        """Return the designation's limit of an object, below that of the agency's standard."""
        own = self.designation_id._get_limit(subitem)
        rows = [row["won"] for row in edition._get_rows() if subitem.code in row["objects"]]
        return min([*rows, own]) if own is not None else None

    def _get_held(self, subitem):
        return self.env["gotgan.advance"].search([
            ("designation_id", "=", self.designation_id.id), ("state", "=", "open"),
            ("budget_line_id.subitem_id", "=", subitem.id),
        ])

    def _get_pending(self, subitem):
        """Return what other requests of the petty cash ask for and was not paid yet."""
        others_sudo = self.sudo().search([
            ("designation_id", "=", self.designation_id.id), ("kind", "=", "petty"),
            ("state", "in", ("submitted", "approved", "closed")),
            ("id", "!=", self._origin.id),
        ])
        asked = sum(one._get_by_subitem().get(subitem, 0) for one in others_sudo)
        paid = others_sudo.advance_ids.filtered(
            lambda one: one.budget_line_id.subitem_id == subitem and one.state != "withdrawn"
        )
        given_up = self._get_given_up(others_sudo, subitem)
        return max(asked - given_up - sum(paid.mapped("amount")), 0)

    def _get_given_up(self, requests_sudo, subitem):
        """Return what requests gave back: asked for, neither kept nor committed."""
        total = 0
        for line in requests_sudo.line_ids:
            if line.budget_line_id.subitem_id == subitem:
                holds = line.split_ids.hold_id
                total += line.amount - sum(one.used + one.rest for one in holds)
        return total
