from copy import deepcopy

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache

WRITTEN = "gotgan_rule_editions_written"


class RuleEditionMemoryMixin(models.AbstractModel):
    """What a server process remembers of editions: which hold on a day, and what they say.

    Every step of every document asks, and the answer changes a few times a year. It is forgotten
    in all processes when an edition is written; a transaction that has written one asks the
    database, so that nothing is remembered of what may yet be rolled back.
    """

    _name = "gotgan.rule.edition.memory.mixin"
    _description = "Editions Kept in Memory"

    @api.model_create_multi
    def create(self, vals_list):
        editions = super().create(vals_list)
        self._forget_remembered()
        return editions

    def write(self, vals):
        done = super().write(vals)
        self._forget_remembered()
        return done

    def unlink(self):
        done = super().unlink()
        self._forget_remembered()
        return done

    # ---- what others call ----------------------------------------------------

    @api.model
    def _get_holding(self, codes, day):
        """Return ``{rule code: edition}`` of those of ``codes`` that hold here on ``day``."""
        question = (tuple(sorted(codes)), day, self.env["gotgan.rule"]._get_profile())
        ask = self._find_holding if self._is_being_written() else self._recall_holding
        known = dict(ask(*question))
        return dict(zip(known, self.browse(known.values()), strict=True))

    # ---- inside ---------------------------------------------------------------

    @api.model
    @ormcache("codes", "day", "profile")
    def _recall_holding(self, codes, day, profile):
        return self._find_holding(codes, day, profile)

    @api.model
    def _find_holding(self, codes, day, _profile):
        """Return pairs (rule code, id of its edition); what the law says is no secret."""
        editions_sudo = self.sudo().with_context(active_test=False).search(
            self._get_holding_domain(day) & Domain("rule_id.code", "in", codes),
        )
        ranked = editions_sudo.sorted(lambda one: one._get_precedence())
        return tuple({one.rule_id.code: one.id for one in ranked}.items())

    def _get_value(self, kind):
        self.ensure_one()
        known, value, _rates = self._recall_contents()
        return deepcopy(value) if known == kind else super()._get_value(kind)

    def _recall_rate_columns(self):
        return self._recall_contents()[-1]

    def _recall_contents(self):
        """Return kind and value of this edition, and the names of its columns that are rates."""
        if isinstance(self.id, int) and not self._is_being_written():
            return self._remember_contents()
        return self._read_contents()

    @ormcache("self.id")
    def _remember_contents(self):
        return self._read_contents()

    def _read_contents(self):
        edition_sudo = self.sudo()
        rates = edition_sudo.rule_id._get_rate_columns()
        return edition_sudo.value_kind, edition_sudo.value, tuple(rates)

    @api.model
    def _is_being_written(self):
        return WRITTEN in self.env.cr.postcommit.data

    @api.model
    def _forget_remembered(self):
        """Forget now and, for who remembered the old state until then, after the commit."""
        if not self._is_being_written():
            self.env.cr.postcommit.data[WRITTEN] = True
            self.env.cr.postcommit.add(self._forget_everywhere)
        self.env.registry.clear_cache()

    @api.model
    def _forget_everywhere(self):
        """Tell the other processes too, whoever wrote: not every command of ours ends in Odoo's
        own request.
        """
        registry = self.env.registry
        registry.clear_cache()
        if registry.ready:
            registry.signal_changes()
