from odoo import api, fields, models

from ..chain import FIRST, find_breaks, seal
from .approval_step import ROLES

ACTS = [
    ("draft", "Drafted"), ("sign", "Signed"), ("object", "Objected"), ("hold", "Put on Hold"),
    ("step_back", "Returned to a Step"), ("send_back", "Returned"), ("withdraw", "Withdrawn"),
    ("see", "Seen"), ("post_sign", "Decided Afterwards"), ("post_object", "Disagreed Afterwards"),
]
CAPACITIES = [
    ("draft", "Draft"), ("review", "Review"), ("cooperate", "Cooperation"),
    ("consent", "Consent"), ("decision", "Decision"), ("final", "Delegated Decision"),
    ("stand_in", "In Place Of"), ("post", "Post-Approval"), ("after", "Afterwards"),
    ("seen", "Circulation"),
]
# What the digest of an act is made of.
SEALED = (
    "approval_id", "sequence", "act", "role", "step_id", "round", "user_id", "name", "post",
    "department", "capacity", "comment", "data_hash",
)


class ApprovalAct(models.Model):
    """What somebody did to an approval document, with name, post and department as they were then.

    Acts are only added. Each carries the digest of the document and of the act before it.
    """

    _name = "gotgan.approval.act"
    _description = "Act of Approval"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "approval_id, sequence"
    _log_access = False

    approval_id = fields.Many2one(
        "gotgan.approval", required=True, ondelete="restrict", index=True,
    )
    sequence = fields.Integer(required=True, aggregator=None)
    act = fields.Selection(ACTS, required=True)
    role = fields.Selection(ROLES)
    # A step that is dropped with its draft has no acts yet.
    step_id = fields.Many2one("gotgan.approval.step", ondelete="restrict", index="btree_not_null")
    round = fields.Integer(aggregator=None)
    author_id = fields.Many2one("res.users", required=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    name = fields.Char(required=True, help="As it was then.")
    post = fields.Char(help="As it was then.")
    department = fields.Char(help="As it was then.")
    capacity = fields.Selection(CAPACITIES)
    comment = fields.Text()
    time = fields.Datetime(required=True, readonly=True)
    data_hash = fields.Char(string="Digest of the Document", required=True)
    previous_hash = fields.Char(string="Digest Before", required=True)
    hash = fields.Char(string="Digest", required=True)

    _place_unique = models.UniqueIndex(
        "(approval_id, sequence)", "Somebody acted at the same moment. Reload the page.",
    )
    _signed_once = models.UniqueIndex(
        "(step_id, round) WHERE act IN ('sign', 'object', 'see', 'post_sign', 'post_object')",
        "This step is already signed.",
    )
    _nobody_signs_own = models.Constraint(
        "CHECK (act NOT IN ('sign', 'object', 'post_sign', 'post_object') "
        "OR user_id <> author_id)",
        "Nobody signs what he drafted himself.",
    )

    def init(self):
        """Let the database itself ask who drafted: a forged author column does not help."""
        done = super().init()
        self.env.cr.execute("""
            CREATE OR REPLACE FUNCTION gotgan_approval_act_author() RETURNS trigger AS $$
            DECLARE drafted_by int4;
            BEGIN
                SELECT author_id INTO drafted_by FROM gotgan_approval WHERE id = NEW.approval_id;
                IF NEW.author_id IS DISTINCT FROM drafted_by THEN
                    RAISE EXCEPTION '% did not draft approval %',
                        NEW.author_id, NEW.approval_id
                        USING ERRCODE = 'check_violation';
                END IF;
                IF NEW.act IN ('post_sign', 'post_object') AND EXISTS (
                    SELECT FROM gotgan_approval_act AS done
                     WHERE done.approval_id = NEW.approval_id AND done.user_id = NEW.user_id
                       AND done.act = 'sign' AND done.role = 'decide'
                ) THEN
                    RAISE EXCEPTION '% carried approval % out and does not decide it afterwards',
                        NEW.user_id, NEW.approval_id
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            END $$ LANGUAGE plpgsql;
            CREATE OR REPLACE TRIGGER gotgan_approval_act_author
                BEFORE INSERT ON gotgan_approval_act
                FOR EACH ROW EXECUTE FUNCTION gotgan_approval_act_author();
            ALTER TABLE gotgan_approval_act ENABLE ALWAYS TRIGGER gotgan_approval_act_author
        """)
        return done

    @api.model_create_multi
    def create(self, vals_list):
        last = self._read_last([vals["approval_id"] for vals in vals_list])
        sealed = []
        for vals in vals_list:
            values = self._prepare_sealed(vals, *last.get(vals["approval_id"], (0, FIRST)))
            last[vals["approval_id"]] = values["sequence"], values["hash"]
            sealed.append(values)
        return super().create(sealed)

    @api.model
    def _read_last(self, approvals):
        """Return ``{approval id: (place, digest) of its last act}``."""
        acts = self.search([("approval_id", "in", approvals)], order="approval_id, sequence")
        return {one.approval_id.id: (one.sequence, one.hash) for one in acts}

    @api.model
    def _prepare_sealed(self, vals, place, previous):
        """Return an act with its place in the chain of its approval, and its digest.

        :param place: that of the act before, 0 for the first
        """
        approval = self.env["gotgan.approval"].browse(vals["approval_id"])
        row = {
            "step_id": False, "role": False, "round": 0, "capacity": False, "comment": False,
            "post": False, "department": False,
            **vals, "sequence": place + 1, "author_id": approval.author_id.id,
        }
        moment = self.env.cr.now()
        return {
            **row, "time": moment, "previous_hash": previous,
            "hash": seal(previous, self._get_row(row, moment)),
        }

    @api.model
    def _get_row(self, values, moment):
        """Return the plain row an act's digest is made of."""
        row = {name: values[name] or None for name in SEALED}
        return {**row, "time": fields.Datetime.to_string(moment.replace(microsecond=0))}

    def _find_breaks(self):
        """Return the acts whose digest does not follow from what stands before them."""
        ordered = self.sorted("sequence")
        pairs = [
            (one._get_row(
                {name: self._fields[name].convert_to_write(one[name], one) for name in SEALED},
                one.time,
            ), one.hash)
            for one in ordered
        ]
        return self.browse([ordered[place].id for place in find_breaks(pairs)])
