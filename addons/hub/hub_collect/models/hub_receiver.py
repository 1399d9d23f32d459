from datetime import datetime, timedelta, timezone
from hashlib import sha256

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_exchange.schema import exceeds, upgrade, validate, validate_consent
from odoo.addons.gotgan_exchange.signing import BadSeal, canonical, new_key, open_sealed

from ..answer import Refusal

# A tenant's clock may go wrong by this much; a report from further ahead would look fresh for ever.
AHEAD = timedelta(minutes=10)
AT_WORK = ("active", "read_only")


class HubReceiver(models.AbstractModel):
    """Judges what arrives from tenants, and keeps what holds.

    Everything is judged before anything is written, so a refusal leaves nothing behind.

    :raises Refusal: everything that is refused, with the answer the sender gets
    """

    _name = "hub.receiver"
    _description = "Receiver of Reports"

    # ---- what the door calls -----------------------------------------------

    @api.model
    def _receive_report(self, identity, sealed):
        """Keep a report; return the answer. A number that came before is answered as it was."""
        agency, body = self._open(identity, sealed, "report")
        self._check_document(validate(body))
        link = self.env["hub.link"]._find(agency)
        self._check_link(agency, link, body)
        self._check_clock(body)
        report = self._keep_report(agency, link, body)
        if report:
            self.env["hub.execution"]._show(report, upgrade(body))
        return self._accept(agency, body)

    @api.model
    def _receive_consent(self, identity, sealed):
        """Take what an agency says about its consent; return the answer."""
        agency, body = self._open(identity, sealed, "consent")
        self._check_document(validate_consent(body))
        self._check_clock(body)
        if body["state"] == "unknown":
            return self._accept(agency, body)
        if body["state"] == "agreed" and not agency.parent_id:
            raise Refusal(403, "no_city")
        if self._keep_consent(agency, body, sealed):
            self.env["hub.link"]._take_consent(agency, body)
        return self._accept(agency, body)

    # ---- judging -------------------------------------------------------------

    def _open(self, identity, sealed, purpose):
        """Return the tenant and what it said.

        An unknown tenant, a wrong key and a spoilt message look the same from outside, also by the
        work they make.
        """
        agency = self.env["hub.tenant"].search(
            [("uuid", "=", identity or "-"), ("state", "in", AT_WORK)], limit=1
        )
        public = agency.public_key or new_key()[1]
        moment = now(self.env).replace(tzinfo=timezone.utc).timestamp()
        try:
            claims = open_sealed(public, sealed, now=moment, purpose=purpose)
        except BadSeal as error:
            raise Refusal(401, "seal") from error
        body = claims.get("body")
        said = body.get("tenant") if isinstance(body, dict) else None
        if not agency or said != agency.uuid or "exp" not in claims:
            raise Refusal(401, "seal")
        return agency, body

    def _check_document(self, violations):
        if violations:
            reason = "version" if violations[0].path == "version" else "invalid"
            raise Refusal(422, reason, violations=[str(one) for one in violations])

    def _check_link(self, agency, link, body):
        """Refuse what the agency itself has not agreed to show, whatever its program sent."""
        if not link or not link._is_in_force():
            raise Refusal(403, "no_link", link=self.env["hub.link"]._get_answer(agency))
        if exceeds(body["depth"], link.depth):
            raise Refusal(403, "depth", violations=[
                f"depth: {body['depth']} is deeper than the consent ({link.depth})"
            ])

    def _check_clock(self, body):
        if _moment(body["as_of"]) > now(self.env) + AHEAD:
            raise Refusal(422, "invalid", violations=["as_of: lies in the future"])

    # ---- keeping ---------------------------------------------------------------

    def _keep_report(self, agency, link, body):
        """Keep a report; return it, or none if it was here before."""
        text = canonical(body).decode()
        return self._keep("hub.report", agency, body, {
            "link_id": link.id, "year": body["year"], "version": body["version"],
            "depth": body["depth"], "size": len(text.encode()), "document": text,
            "digest": sha256(text.encode()).hexdigest(),
        })

    def _keep_consent(self, agency, body, sealed):
        return self._keep("hub.consent.note", agency, body, {
            **{name: body[name] for name in (
                "state", "depth", "date_from", "date_to", "capacity", "reason",
            )},
            "sealed": sealed, "digest": sha256(canonical(body)).hexdigest(),
        })

    def _keep(self, name, agency, body, vals):
        """Insert a message once, whoever else is inserting it at this moment.

        A number that was used for something else, or that lies behind what is here, tells of a
        database that was put back to an earlier day: it is told where to go on.
        """
        model = self.env[name]
        vals = {
            **vals, "tenant_id": agency.id, "sequence": body["sequence"],
            "as_of": _moment(body["as_of"]), "received": now(self.env),
        }
        last = self._get_last_sequence(agency)
        if body["sequence"] > last and (row := self._insert(model, vals)):
            return row
        before = model.search(
            [("tenant_id", "=", agency.id), ("sequence", "=", body["sequence"])]
        )
        if before.digest != vals["digest"]:
            raise Refusal(409, "sequence", last_sequence=last)
        return model

    def _insert(self, model, vals):
        rows = self.env.execute_query(SQL(
            "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (tenant_id, sequence) DO NOTHING"
            " RETURNING id",
            SQL.identifier(model._table),
            SQL(", ").join(SQL.identifier(name) for name in vals),
            SQL(", ").join(SQL("%s", value) for value in vals.values()),
        ))
        return model.browse(rows[0][0]) if rows else model

    def _get_last_sequence(self, agency):
        rows = self.env.execute_query(SQL(
            "SELECT GREATEST((SELECT MAX(sequence) FROM hub_report WHERE tenant_id = %(agency)s),"
            " (SELECT MAX(sequence) FROM hub_consent_note WHERE tenant_id = %(agency)s), 0)",
            agency=agency.id,
        ))
        return rows[0][0]

    def _accept(self, agency, body):
        return {
            "status": "accepted", "sequence": body["sequence"],
            "link": self.env["hub.link"]._get_answer(agency),
        }


def _moment(text):
    """Return a moment of the schema as Odoo stores it: naive UTC."""
    return datetime.fromisoformat(text).astimezone(timezone.utc).replace(tzinfo=None)
