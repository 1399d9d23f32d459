from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base import clock


class PasswordHistory(models.Model):
    """The passwords a person has had, as hashes, so that none comes back.

    개인정보의 안전성 확보조치 기준 제5조제5항 (safe means of authentication).
    """

    _name = "gotgan.password.history"
    _description = "Password History"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _rec_name = "user_id"
    _log_access = False

    user_id = fields.Many2one("res.users", required=True, index=True, ondelete="restrict")
    hashed = fields.Char(required=True, groups=fields.NO_ACCESS)
    time = fields.Datetime(required=True)

    def _note(self, users):
        """Keep what ``users`` have now."""
        self.flush_model()
        self.env.execute_query(SQL(
            """
            INSERT INTO gotgan_password_history (user_id, hashed, time)
            SELECT id, password, %s FROM res_users WHERE id IN %s AND password <> ''
            RETURNING id
            """,
            clock.now(self.env), tuple(users.ids) or (0,),
        ))

    def _is_used(self, user, password, count):
        """Say whether ``password`` is one of the last ``count`` of ``user``."""
        hashes = self._read_last(user, count)
        context = user._crypt_context()
        return any(context.verify(password, one) for one in hashes)

    def _read_last(self, user, count):
        rows = self.env.execute_query(SQL(
            "SELECT hashed FROM gotgan_password_history WHERE user_id = %s "
            "ORDER BY id DESC LIMIT %s",
            user.id or 0, count,
        ))
        return [row[0] for row in rows]

    def _get_last_time(self, user):
        rows = self.env.execute_query(SQL(
            "SELECT max(time) FROM gotgan_password_history WHERE user_id = %s", user.id,
        ))
        return rows[0][0]

    def _begin(self, users):
        """Give those of ``users`` who have a password and no history a first row."""
        self.env.execute_query(SQL(
            """
            INSERT INTO gotgan_password_history (user_id, hashed, time)
            SELECT id, password, %s FROM res_users u
            WHERE id IN %s AND password <> '' AND NOT EXISTS (
                SELECT 1 FROM gotgan_password_history h WHERE h.user_id = u.id
            ) RETURNING id
            """,
            clock.now(self.env), tuple(users.ids) or (0,),
        ))
