from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.particles import fit_particles

from .approval_step import DECIDING

REVIEWING, CONSULTING, AFTER = 10, 900, 1100


class ApprovalLineMixin(models.AbstractModel):
    """How the line of a document is made, and why each person is on it."""

    _name = "gotgan.approval.line.mixin"
    _description = "Line of an Approval Document"

    permits_lower = fields.Boolean(
        compute="_compute_permits", help="The regulation lets a lower post decide this case.",
    )
    permits_urgent = fields.Boolean(
        compute="_compute_permits", help="The regulation lets this case be decided afterwards.",
    )

    @api.depends("kind", "amount", "department_id", "state")
    def _compute_permits(self):
        for approval in self:
            row = approval._find_delegation() if approval.state == "draft" else None
            approval.permits_lower = bool(row and row.lowest_level)
            approval.permits_urgent = bool(row and row.post_approval)

    @api.model
    def _prepare(self, document, transition):
        """Return the draft line of a document, made anew by what the document says now."""
        found_sudo = self.sudo().search([
            ("res_model", "=", document._name), ("res_id", "=", document.id),
            ("state", "=", "draft"),
        ])
        document_sudo = document.sudo()
        if found_sudo:
            subject = document_sudo._get_approval_subject()
            found_sudo._write_locked(self._prepare_head(subject))
        else:
            found_sudo = self.sudo().create(self._prepare_approval(document_sudo, transition))
        found_sudo._make_line()
        return found_sudo.sudo(False)

    @api.model
    def _start(self, document, transition):
        """Open the line of a document that its author has just submitted."""
        approval = self._prepare(document, transition)
        approval.sudo()._do_transition("start")
        return approval

    @api.model
    def _prepare_head(self, subject):
        return {
            "name": subject.name, "amount": subject.amount,
            "department_id": subject.department.id, "author_id": self.env.uid,
        }

    @api.model
    def _prepare_approval(self, document, transition):
        subject = document._get_approval_subject()
        return {
            "res_model": document._name, "res_id": document.id, "transition": transition,
            "kind": document._get_approval_kind(), "reader_ids": [(4, self.env.uid)],
            **self._prepare_head(subject),
        }

    # ---- the line ----------------------------------------------------------------

    def _make_line(self):
        """Make the steps of the regulation; what the author has added stays."""
        self.ensure_one()
        step_sudo = self.env["gotgan.approval.step"].sudo()
        self.step_ids.sudo().filtered("is_regular").unlink()
        row = self._find_delegation()
        reviews, *decisions = self._plan_urgent(row, *self._plan_line(row))
        step_sudo.create([
            {**values, "approval_id": self.id, "is_regular": True}
            for values in (
                self._prepare_draft_step(),
                *self._prepare_reviews(reviews),
                *self._prepare_consultations(),
                *decisions,
            )
        ])

    def _plan_line(self, row):
        """Return (the posts that review, values of the step that decides), and say why it does."""
        chosen = self._check_chosen_level(row)
        reviews, decider = self._find_posts(chosen or row.level or "head")
        level = decider.level
        ground = self._word_chosen(row, level) if chosen else self._word_ground(row, level)
        self._write_locked({"level": level, "ground": fit_particles(ground)})
        return reviews, self._prepare_decision(decider)

    def _find_delegation(self):
        """Return the row of the regulation that says who decides; empty: nothing is delegated."""
        return self.env["gotgan.approval.delegation"]._find_rows(
            self.kind, self.amount, self.department_id, today(self.env),
        )[:1]

    def _check_chosen_level(self, row):
        """Return who decides by the author's choice; '' where the regulation alone says it.

        :raises UserError: the row does not let anybody so low decide
        """
        chosen = self.chosen_level
        if not chosen or chosen == (row.level or "head"):
            return ""
        if not row.lowest_level or not row._permits(chosen):
            raise UserError(self.env._(
                "%(document)s: the regulation does not let the %(level)s decide it (%(clause)s). "
                "Leave the choice empty, or choose a post that it permits.",
                document=self._get_document_label(), level=self._get_level_label(chosen),
                clause=row.clause or self.env._("no row"),
            ))
        return chosen

    def _find_posts(self, level):
        """Return (the posts that review, the one that decides) for this case.

        :raises UserError: the agency has no post that could decide
        """
        posts = self._get_posts()
        start = self._get_start(posts)
        reviews, decider = posts.build_line(start, level, self.author_id.id)
        if decider is None:
            raise UserError(self.env._(
                "%(document)s is decided by the %(level)s, but no department has such a head "
                "besides its author. Enter the level of the departments, or have it drafted by "
                "somebody else.",
                document=self._get_document_label(), level=self._get_level_label(level),
            ))
        return reviews, decider

    def _get_start(self, posts):
        """Return the department the line begins in: the author's team inside the case's one."""
        home = posts.homes.get(self.author_id.id)
        inside = home and any(post.id == self.department_id.id for post in posts.climb(home))
        return home if inside else self.department_id.id

    def _prepare_draft_step(self):
        return {
            "role": "draft", "sequence": 0, "user_id": self.author_id.id,
            "why": self.env._("Drafted the document."),
        }

    def _prepare_reviews(self, posts):
        return [
            {
                "role": "review", "sequence": REVIEWING * place, "department_id": post.id,
                "why": self.env._(
                    "%(post)s stands between the author and who decides.",
                    post=self._get_department(post)._get_post_label(),
                ),
            }
            for place, post in enumerate(posts, 1)
        ]

    def _prepare_decision(self, post):
        return {
            "role": "decide", "sequence": DECIDING, "department_id": post.id,
            "is_delegated": post.level != "head",
            "why": f"{self.ground} {self._word_stand_in(post)}".strip(),
        }

    def _prepare_consultations(self):
        rows = self.env["gotgan.approval.consultation"]._find_rows(
            self.kind, self.amount, self.department_id, today(self.env),
        )
        return [values for row in rows if (values := self._prepare_consultation(row.sudo()))]

    def _prepare_consultation(self, row):
        """Return the step of one that must be asked; nothing where it is the author himself."""
        office = self.env["gotgan.office"]
        if row.office_kind:
            office = office._find(row.office_kind, self.department_id, today(self.env))
            if not office:
                raise UserError(self.env._(
                    "%(row)s asks an office that nobody has designated for %(department)s. "
                    "Designate it under Offices.",
                    row=row.display_name, department=self.department_id.name,
                ))
        if row.user_id == self.author_id:
            return None
        return {
            "role": row.role, "sequence": CONSULTING, "is_binding": row.is_binding,
            "user_id": row.user_id.id, "department_id": row.consulted_department_id.id,
            "office_id": office.id,
            "why": self.env._(
                "%(clause)s: for %(range)s it is asked before the decision.",
                clause=row.clause, range=row._get_range_label(),
            ),
        }

    # ---- why -----------------------------------------------------------------------

    def _word_ground(self, row, level):
        """Return the sentence that answers "why does this person decide?"."""
        if not row:
            return self.env._(
                "No row of the regulation delegates this amount, so the %(level)s decides.",
                level=self._get_level_label(level),
            )
        values = {
            "clause": row.clause, "range": row._get_range_label(),
            "level": self._get_level_label(row.level), "actual": self._get_level_label(level),
        }
        if row.level == level:
            return self._word_plain_ground(row, values)
        return self.env._(
            "%(clause)s: %(range)s is decided by the %(level)s. There is none apart from the "
            "author here, so the %(actual)s above decides.", **values,
        )

    def _word_plain_ground(self, row, values):
        """What the head decides himself is no delegation; what has no amount names none."""
        if row.level == "head" and any(row._get_range()):
            return self.env._(
                "%(clause)s: %(range)s is kept for the %(level)s to decide.", **values,
            )
        if row.level == "head":
            return self.env._("%(clause)s: kept for the %(level)s to decide.", **values)
        if not any(row._get_range()):
            return self.env._("%(clause)s: decided by the %(level)s.", **values)
        return self.env._("%(clause)s: %(range)s is decided by the %(level)s.", **values)

    def _word_chosen(self, row, level):
        """Return why somebody lower than usual decides."""
        return self.env._(
            "%(clause)s lets the author have it decided below the %(usual)s, as low as the "
            "%(lowest)s: the %(actual)s decides.",
            clause=row.clause, usual=self._get_level_label(row.level),
            lowest=self._get_level_label(row.lowest_level), actual=self._get_level_label(level),
        )

    def _word_stand_in(self, post):
        """Return who stands in for the post today; '' while its head is there."""
        standing = self._get_posts().stand_for_post(post.id, {self.author_id.id})
        if not standing.stands_in:
            return ""
        person_sudo = self.env["res.users"].sudo().browse(standing.user)
        return self.env._(
            "The post is vacant or its head away today: %(person)s stands in.",
            person=person_sudo.name,
        )

    def _get_level_label(self, level):
        return dict(self._fields["level"]._description_selection(self.env))[level]

    def _get_department(self, post):
        return self.env["hr.department"].browse(post.id)
