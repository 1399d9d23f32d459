"""What ``odoo tenant`` does. Exit codes: 0 done, 1 not done (it says why), 2 not understood."""

import json
import sys
import time

import psycopg2
import psycopg2.errors

from odoo.exceptions import UserError

from . import telling
from .arguments import KINDS
from .engine import audit, cluster, routes, settings
from .engine.refusal import Refusal
from .runner import Runner

POLL_SECONDS = 0.1
UNFINISHED = ("waiting", "running", "undoing")
REASONED = {
    "suspend": "suspend", "restrict": "restrict", "archive": "archive",
    "delete": "order_deletion", "give-up": "give_up",
}
PLAIN = {"resume": "resume", "restore": "restore"}


def run(dbname, data_dir, options):
    """Do what the options say, print it, and return the exit code."""
    runner = None
    try:
        runner = Runner(dbname, settings.read(data_dir))
        result = Command(runner).do(options)
    except (Refusal, UserError) as error:
        _print({"ok": False, "error": telling.explain(error)}, options)
        return getattr(error, "code", 1)
    finally:
        if runner:
            runner.close()
    _print({"ok": True, **result}, options)
    return 0


def _print(result, options):
    if options.json:
        sys.stdout.write(json.dumps(result, ensure_ascii=False, default=str) + "\n")
    else:
        out = sys.stdout if result["ok"] else sys.stderr
        out.write(telling.as_text(result))


class Command:
    """The actions, each a method; every one returns a dictionary to be printed."""

    def __init__(self, runner):
        self.runner = runner

    def do(self, options):
        action = options.action
        if action in REASONED:
            return self._step(options, REASONED[action], options.reason or f"odoo tenant {action}")
        if action in PLAIN:
            return self._step(options, PLAIN[action])
        return getattr(self, f"do_{action}")(options)

    # ---- tenants ----------------------------------------------------------------

    def do_create(self, options):
        def request(env):
            tenant = env["hub.tenant"]._request(self._values(env, options))
            if options.template:
                tenant._write_locked({"release": options.template})
            if options.isolation == "silo":
                tenant._change_isolation("silo")
            return tenant._provision().id

        try:
            job_id = self.runner.transaction(request)
        except psycopg2.errors.UniqueViolation as error:
            raise Refusal(
                f"The tenant {options.name!r} exists already.",
                do=f"choose another name, or look at it: odoo tenant show {options.name}",
            ) from error
        self._finish(job_id)
        return self.do_show(options)

    def _values(self, env, options):
        parent = self._find(env, options.parent) if options.parent else env["hub.tenant"]
        return {
            "name": options.name, "kind": options.kind,
            "agency_name": options.agency_name or options.name,
            "business_number": options.business_number, "parent_id": parent.id,
            "officer_name": options.officer_name, "officer_email": options.officer_email,
            "officer_phone": options.officer_phone,
        }

    def do_list(self, options):
        with cluster.connect(self.runner.settings.dsn) as cur:
            sizes = {one["database"]: one["bytes"] for one in cluster.listing(cur, audit.PREFIX)}

        def read(env):
            domain = [] if options.all else [("state", "!=", "deleted")]
            return [
                {**telling.facts(tenant), "bytes": sizes.get(tenant.database)}
                for tenant in env["hub.tenant"].search(domain)
            ]

        return {"tenants": self.runner.transaction(read)}

    def do_show(self, options):
        def read(env):
            tenant = self._find(env, options.name)
            return {"tenant": telling.whole(tenant)}

        return self.runner.transaction(read)

    def do_enter(self, options):
        def ticket(env):
            tenant = self._find(env, options.name)
            login = tenant._get_administrator()["email"]
            return {"url": tenant._get_ticket_url("enter", login), "login": login}

        return self.runner.transaction(ticket)

    def do_rename(self, options):
        try:
            return self._ordered(options, lambda tenant: tenant._rename(options.new_name))
        except psycopg2.errors.UniqueViolation as error:
            raise Refusal(
                f"The name {options.new_name!r} is taken.", do="choose another name.",
            ) from error

    def do_move(self, options):
        return self._ordered(options, lambda one: one._change_isolation(options.isolation))

    def do_export(self, options):
        shown = self._ordered(options, lambda one: one._export())
        return {**shown, "export": shown["tenant"]["jobs"][0]["steps"][0]["result"]}

    def do_parameters(self, options):
        return self._ordered(options, lambda one: one._push_parameters())

    def do_retry(self, options):
        def retry(tenant):
            failed = tenant.job_ids.filtered(lambda job: job.state == "failed")[:1]
            if not failed:
                raise Refusal(f"No job of {options.name!r} has failed.", do="nothing.")
            failed.action_retry()
            return failed

        return self._ordered(options, retry)

    def do_drop(self, options):
        """Whatever the state: afterwards nothing is left but the register's row."""
        self._need_yes(options)
        reason = options.reason or "odoo tenant drop"
        while True:
            state = self.runner.transaction(lambda env: self._find(env, options.name).state)
            step = {"requested": "withdraw", "failed": "give_up", "archived": "order_deletion",
                    "provisioning": None}.get(state, "archive")
            if step is None:
                raise Refusal(f"{options.name!r} is being opened.", do="wait, then try again.")
            self._step(options, step, reason, show=False)
            if step != "archive":
                return {"dropped": options.name}

    def _step(self, options, transition, reason=None, show=True):
        """Perform a transition, and see its jobs through."""
        if transition == "order_deletion":
            self._need_yes(options)

        def perform(tenant):
            before = tenant.job_ids
            tenant._do_transition(transition, reason=reason)
            tenant.invalidate_recordset(["job_ids"])
            undoing = before.filtered(lambda job: job.state == "undoing")
            return tenant.job_ids - before | undoing

        return self._ordered(options, perform, show)

    def _ordered(self, options, function, show=True):
        """Run ``function(tenant)`` and the jobs it returns; show the tenant then."""

        def order(env):
            tenant = self._find(env, options.name)
            return tenant.id, sorted(function(tenant).ids)

        tenant_id, job_ids = self.runner.transaction(order)
        for job_id in job_ids:
            self._finish(job_id)
        if not show:
            return {}
        return self.runner.transaction(
            lambda env: {"tenant": telling.whole(env["hub.tenant"].browse(tenant_id))}
        )

    def _finish(self, job_id):
        """See a job to its end, whoever runs it.

        :raises Refusal: when it failed
        """
        while self.runner.run(job_id) == "busy":
            time.sleep(POLL_SECONDS)  # a provisioner was faster

        def ended(env):
            job = env["hub.job"].browse(job_id)
            return job.state, job.message, job.tenant_id.name

        state, message, name = self.runner.transaction(ended)
        if state == "failed":
            raise Refusal(
                message, do=f"odoo tenant retry {name}, or odoo tenant give-up {name}.",
            )

    @staticmethod
    def _find(env, name):
        tenant = env["hub.tenant"].search([("name", "=", name), ("state", "!=", "deleted")])
        if not tenant:
            known = ", ".join(env["hub.tenant"].search([("state", "!=", "deleted")]).mapped("name"))
            raise Refusal(
                f"There is no tenant {name!r}.",
                do=f"tenants are: {known or 'none yet'}. Make one: odoo tenant create NAME.",
            )
        return tenant

    @staticmethod
    def _need_yes(options):
        if not getattr(options, "yes", False):
            raise Refusal(
                f"{options.name!r} would be destroyed.", "It cannot be brought back.",
                do="say --yes if that is what you want; export it first.", code=2,
            )

    # ---- pool, templates, drift ------------------------------------------------------

    def do_standby(self, options):
        if options.what == "fill":
            while self.runner.fill_pool() in ("done", "paused"):
                self.runner.run_waiting()
        if options.what == "clear":
            self.runner.transaction(
                lambda env: env["hub.standby"].search([("state", "=", "ready")])._discard()
            )
            self.runner.run_waiting()
        return {"standby": self.runner.transaction(telling.standby)}

    def do_template(self, options):
        if options.what == "add":
            self._add_template(options.words)
        return {"templates": self.runner.transaction(telling.templates)}

    def _add_template(self, given):
        if len(given) != 2 or given[0] not in KINDS:
            raise Refusal(
                "Which template, for which kind?", do="odoo tenant template add KIND DATABASE",
                code=2,
            )
        kind, database = given
        with cluster.connect(self.runner.settings.dsn) as cur:
            if not cluster.exists(cur, database):
                raise Refusal(f"There is no database {database!r}.", do="make it first.")
        self.runner.transaction(lambda env: env["hub.template"]._adopt(kind, database))

    def do_audit(self, _options):
        register = self.runner.transaction(lambda env: env["hub.tenant"]._get_register())
        found = audit.look(self.runner.settings, register)
        if found:
            texts = [f"{one['kind']} {one['name']}: {one['fault']}" for one in found]
            raise Refusal(
                f"{len(found)} things are not as the register says: {'; '.join(texts)}.",
                do="bring an orphan away by hand; try the job of what is missing again.",
            )
        return {"findings": []}

    def do_map(self, _options):
        keys = audit.read_keys(self.runner.settings.keys)
        with self.runner.locked("map"):
            hosts = self.runner.transaction(lambda env: env["hub.tenant"]._get_map())
            routes.write(self.runner.settings.hosts, hosts, keys.map)
        return {"hosts": sorted(hosts)}
