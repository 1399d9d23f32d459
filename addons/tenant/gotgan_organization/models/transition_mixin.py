from odoo import models

from odoo.addons.gotgan_base.clock import today


class TransitionMixin(models.AbstractModel):
    """Documents that move by an office: ``who="office:commitment_officer"``.

    A case belongs to an office, not to a person. Whoever holds the office today may act, so a
    change of holder moves all open work with it and nothing has to be reassigned.
    """

    _inherit = "gotgan.transition.mixin"

    def _get_capacity_office(self, kind):
        """Return e.g. ``재무관(회계과) 김재무`` if the person holds the case's office today."""
        day = today(self.env)
        office = self._get_case_office(kind)
        return office._get_capacity_label(self.env.user, day) if office else ""

    def _get_case_office(self, kind):
        """Return the office that acts in this case today, acting ones included; may be empty.

        A document that keeps its office in ``<kind>_office_id`` stays with it; otherwise the
        department of the document decides.
        """
        self.ensure_one()
        day = today(self.env)
        kept = f"{kind}_office_id"
        if kept in self._fields and self[kept]:
            return self[kept]._get_present(day)
        department = self.env["hr.department"]
        if "department_id" in self._fields:
            department = self.department_id
        return self.env["gotgan.office"]._find(kind, department, day)

    def _get_authority_label(self, kind, value):
        if kind != "office":
            return super()._get_authority_label(kind, value)
        office = self._get_case_office(value) if len(self) == 1 else self.env["gotgan.office"]
        if not office:
            kinds = self.env["gotgan.office"]._fields["kind"]
            return self.env._(
                "%(kind)s (none is designated)",
                kind=dict(kinds._description_selection(self.env)).get(value, value),
            )
        return office._get_holder_label(today(self.env))
