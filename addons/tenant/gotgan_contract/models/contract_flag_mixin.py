from collections import defaultdict

from odoo import api, models

from ..flags import find_flags

# Indicators that say nothing of a single process: they compare many.
MANY = ("R024", "R025", "R038", "R048", "R058")
PERCENT = ("R024", "R025", "R038", "R058")


class ContractFlagMixin(models.AbstractModel):
    """Red flags of contract cases in words, figures and links, before anything is published."""

    _name = "gotgan.contract.flag.mixin"
    _description = "Red Flags of Contracting"

    @api.model
    def _word_flags(self, case):
        """Return the red flags of one case in words, for the officer before publication."""
        words = self._get_flag_words()
        codes = self._find_flag_codes(case)
        return "\n".join(f"{code} {words[code]}" for code in codes) or False

    @api.model
    def _find_flag_codes(self, case):
        """Return the codes of the red flags of one case, in order."""
        if not case.announced_on:
            return []
        release = self._make_release(case)
        found = find_flags([release], days=self._get_notice_days(case)).get("OCID", {})
        words = self._get_flag_words()
        return [
            code for code in sorted(found.get(release["ocid"], {}))
            if code in words and code not in MANY
        ]

    @api.model
    def _get_flag_words(self):
        """Return what each indicator means."""
        _ = self.env._
        return {
            "R003": _("The notice was shorter than the law asks."),
            "R018": _("Only one bidder took part in a competition."),
            "R028": _("Different bidders offered the same price."),
            "R030": _("The winning offer came in after the end."),
            "R035": _("Everybody but the winner was disqualified."),
            "R036": _("The lowest offer was disqualified."),
            "R024": _("The second offer lies unusually close to the winning one."),
            "R025": _("A bidder takes part often and hardly ever wins."),
            "R038": _("Unusually many offers of a bidder were disqualified."),
            "R048": _("A supplier of unusually many different sorts of things."),
            "R058": _("The second offer lies unusually far above the winning one."),
        }

    @api.model
    def _show_flags(self, cases):
        """Return the action that lists the flags of ``cases``, judged among all of their years.

        What compares many cases is asked of every announced case of the years that the user may
        read; of no cases given, those of the current year.
        """
        years = cases.fiscal_year_id or self.env["gotgan.fiscal.year"]._get_current()
        pool = self.env["gotgan.contract.case"].search([
            ("fiscal_year_id", "in", years.ids), ("announced_on", "!=", False),
        ])
        rows = self._find_case_flags(pool) + self._find_bidder_flags(pool)
        shown = [row for row in rows if not cases or row["cases"] & cases]
        words = self._get_flag_words()
        flags = self.env["gotgan.contract.flag"].create([
            {
                "code": row["code"], "reason": words[row["code"]],
                "figure": self._word_figure(row["code"], row["figure"]),
                "partner_id": row["partner"].id, "case_ids": row["cases"].ids,
            }
            for row in shown
        ])
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_contract.contract_flag_action",
        )
        return {**action, "domain": [("id", "in", flags.ids)]}

    @api.model
    def _find_case_flags(self, pool):
        """Return rows ``{code, figure, partner, cases}`` of the flags of single cases."""
        releases = {case: self._make_release(case) for case in pool}
        together = find_flags(list(releases.values())).get("OCID", {})
        nobody, rows = self.env["res.partner"], []
        for case, release in releases.items():
            alone = find_flags([release], days=self._get_notice_days(case)).get("OCID", {})
            found = {
                **{code: one for code, one in alone.get(release["ocid"], {}).items()
                   if code not in MANY},
                **{code: one for code, one in together.get(release["ocid"], {}).items()
                   if code in MANY},
            }
            rows += [
                {"code": code, "figure": figure, "partner": nobody, "cases": case}
                for code, figure in sorted(found.items())
            ]
        return rows

    @api.model
    def _find_bidder_flags(self, pool):
        """Return rows of the flags of bidders over many cases, with the cases they took part in.

        A buyer is not compared with itself: an agency stands alone here.
        """
        partners, cases = {}, defaultdict(pool.browse)
        for case in pool:
            for bid in self._make_bids(case):
                for key, partner in bid.items():
                    partners[key] = partner
                    cases[key] |= case
        found = find_flags([self._make_release(case) for case in pool]).get("Tenderer", {})
        return [
            {"code": code, "figure": figure, "partner": partners[key], "cases": cases[key]}
            for key, codes in sorted(found.items()) for code, figure in sorted(codes.items())
            if code in ("R025", "R038", "R048")
        ]

    @api.model
    def _word_figure(self, code, figure):
        """Return the figure behind a flag as people read it; nothing where there is none."""
        _ = self.env._
        if code in PERCENT:
            return f"{figure * 100:.2f} %"
        if code == "R048":
            return _("%(count)s sorts", count=int(figure))
        if code == "R035":
            return _("%(count)s bidders", count=int(figure))
        return ""
