from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.particles import fit_particles

from .approval_delegation import OFFICE
from .approval_step import DECIDING


class ApprovalOfficeMixin(models.AbstractModel):
    """The line of a document that the law gives to an office (지방회계법 제29조, 제31조).

    The regulation says who reviews it; the last signature is that of the office's holder, or of
    who acts for it, and of nobody else.
    """

    _name = "gotgan.approval.office.mixin"
    _description = "Line That Ends at an Office"

    @api.model
    def _get_office_of_kind(self, kind):
        """Return the kind of office that decides such documents by law, or None."""
        return next((
            model._approval_office for model in self.env.registry.values()
            if kind and getattr(model, "_approval_kind", None) == kind
        ), None)

    def _plan_line(self, row):
        kind = self.env[self.res_model]._approval_office
        if not kind:
            return super()._plan_line(row)
        self._check_chosen_level(row)
        seat = self._find_seat(kind)
        holder = self._find_seat_holder(seat)
        reviews = self._find_reviews(row.review_level, holder)
        self._write_locked({"level": OFFICE, "ground": fit_particles(self._word_office(row, seat))})
        return reviews, {
            "role": "decide", "sequence": DECIDING, "office_id": seat.id,
            "why": f"{self.ground} {self._word_acting(seat)}".strip(),
        }

    def _find_seat(self, kind):
        """Return the office of the case itself: who acts for it is asked on the day of signing.

        :raises UserError: nobody has designated one
        """
        document_sudo = self.sudo()._get_record()
        office = document_sudo._get_case_office(kind)
        if not office:
            raise UserError(self.env._(
                "%(document)s is decided by the %(office)s, but none is designated for "
                "%(department)s. Designate one under Offices.",
                document=self._get_document_label(), department=self.department_id.name,
                office=dict(office._fields["kind"]._description_selection(self.env))[kind],
            ))
        office_sudo = office.sudo()
        return office_sudo.stands_for_id or office_sudo

    def _find_seat_holder(self, seat):
        """Return who decides today.

        :raises UserError: the office waits for a holder, or he has a part in the document himself
        """
        day = today(self.env)
        holder = seat._get_present(day)._get_holder(day)
        words = {"document": self._get_document_label(), "office": seat.name}
        if not holder:
            raise UserError(self.env._(
                "%(document)s is decided by %(office)s, which nobody holds today. Appoint a holder "
                "or somebody who acts for it under Offices, then submit again.", **words,
            ))
        if holder == self.author_id:
            raise UserError(self.env._(
                "%(document)s is decided by %(office)s, which you hold: nobody decides what he "
                "wrote. Have it written by somebody else.", **words,
            ))
        document_sudo = self.sudo()._get_record()
        bar = document_sudo._get_decision_bar(holder)
        if bar:
            raise UserError(bar)
        return holder

    def _find_reviews(self, level, holder):
        if not level:
            return []
        posts = self._get_posts()
        return posts.build_reviews(self._get_start(posts), level, self.author_id.id, holder.id)

    # ---- why -----------------------------------------------------------------------

    def _word_office(self, row, seat):
        """Return why the office decides, and what the regulation adds."""
        law = self.env._(
            "%(article)s: %(office)s decides it, and nobody else.",
            article=self.env[self.res_model]._approval_article, office=seat.name,
        )
        if not row.review_level:
            return law
        return law + " " + self.env._(
            "%(clause)s: %(range)s is reviewed up to the %(level)s before.", clause=row.clause,
            range=row._get_range_label(), level=self._get_level_label(row.review_level),
        )

    def _word_acting(self, seat):
        """Return who acts for the office today; '' while its own holder is there."""
        day = today(self.env)
        present = seat._get_present(day)
        if present == seat:
            return ""
        return self.env._(
            "It is vacant today, or its holder is away: %(office)s acts for it.",
            office=present._get_holder_label(day),
        )
