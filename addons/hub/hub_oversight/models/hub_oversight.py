from odoo import api, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.gotgan_base.clock import now, today
from odoo.addons.hub_collect.lateness import say_moment

from ..rules.table import Column, arrange, total_of
from ..rules.workbook import FORMATS, write_workbook

VIEWS = ("board", "agency", "compare", "exceptions", "late")
MOST_ROWS = 2000


class HubOversight(models.AbstractModel):
    """What the people of a city see of its agencies. Reads only, with their own rights.

    Options, as the screen sends them: ``view`` (of ``VIEWS``), ``year``, ``link_id`` and ``path``
    (agency), ``item`` (compare), ``kind`` (exceptions), ``sort`` [column, falling], ``text``,
    ``unit``. What is left out or unknown falls back to the board of the newest year.
    """

    _name = "hub.oversight"
    _description = "Oversight of Agencies"

    # ---- what the screen calls -------------------------------------------

    @api.model
    @api.readonly
    def action_get_page(self, options):
        """Return one page: columns, rows (at most 2,000), total, and what stands around them."""
        page, rows, columns = self._get_whole_page(options)
        return {
            **page, "rows": rows[:MOST_ROWS], "count": len(rows),
            "columns": [column._asdict() for column in columns],
        }

    @api.model
    def action_ask(self, agency_id, depth):
        """Ask an agency of the own city for its reports, down to ``depth``."""
        links = self.env["hub.link"]
        if depth not in dict(links._fields["wish"].selection):
            raise UserError(self.env._("Choose how deep the reports should go."))
        city = self._get_city()
        agency_sudo = self.env["hub.tenant"].sudo().search(
            [("id", "=", int(agency_id)), ("parent_id", "=", city.id)]
        )
        if not agency_sudo:
            raise UserError(self.env._(
                "This agency is not registered under your local government. Ask the operator."
            ))
        link = links.create({"city_id": city.id, "agency_id": agency_sudo.id, "wish": depth})
        return link.action_ask()

    @api.model
    def action_accept(self, link_id):
        """Accept the reports an agency offers."""
        return self.env["hub.link"].browse(int(link_id)).action_accept()

    # ---- pages -----------------------------------------------------------

    def _get_whole_page(self, options):
        """Return the page, all its rows in order, and its columns."""
        options = self._read_options(options)
        page = self.env[f"hub.oversight.{options['view']}"]._get_table(options)
        columns = page.pop("columns")
        rows = arrange(page.pop("rows"), columns, options["sort"] or page.get("sort"),
                       options["text"])
        start, end = f"{options['year']}-01-01", f"{options['year']}-12-31"
        return {
            "options": options, "city": self._get_city_name(), "years": self._get_years(),
            "total": total_of(rows, columns), "elapsed": self._get_elapsed(start, end),
            "now": say_moment(now(self.env)), **page,
        }, rows, columns

    def _get_xlsx(self, options):
        """Return ``(file name, bytes)`` of what the screen shows for ``options``."""
        page, rows, columns = self._get_whole_page(options)
        unit = page["options"]["unit"]
        _ = self.env._
        labels = {1: _("won"), 1000: _("thousand won"), 1_000_000: _("million won")}
        title = " · ".join([*(crumb["label"] for crumb in page["crumbs"]), page["title"]])
        lines = [
            _("%(city)s · fiscal year %(year)s · unit: %(unit)s",
              city=page["city"], year=str(page["options"]["year"]), unit=labels[unit]),
            page["when"],
            _("Written on %(moment)s", moment=page["now"]),
        ]
        content = write_workbook(
            title, lines, columns, rows, page["total"], unit, total_label=_("Total")
        )
        place = " ".join([*(one["label"] for one in page["crumbs"][1:2]), page["title"]])
        return f"{place}_{today(self.env).isoformat()}.xlsx", content

    # ---- options ---------------------------------------------------------

    def _read_options(self, options):
        """Return ``options`` complete and of the right types."""
        try:
            view, sort = options.get("view"), options.get("sort") or ()
            return {
                "view": view if view in VIEWS else "board",
                "year": int(options.get("year") or self._get_years()[0]),
                "link_id": int(options.get("link_id") or 0),
                "path": [str(code)[:40] for code in options.get("path") or ()][:8],
                "item": str(options.get("item") or "")[:40],
                "kind": str(options.get("kind") or "")[:40],
                "sort": (str(sort[0]), bool(sort[1])) if sort else None,
                "text": str(options.get("text") or "").strip()[:100],
                "unit": options.get("unit") if options.get("unit") in FORMATS else 1000,
            }
        except (AttributeError, IndexError, TypeError, ValueError, KeyError) as error:
            raise UserError(self.env._(
                "The options of the page cannot be read. Open it again from the menu."
            )) from error

    # ---- what all pages use ----------------------------------------------

    def _get_city(self):
        """Return the local government of the person, with its agencies' names for its people."""
        city = self.env.user.city_tenant_id
        if not self.env.user.has_group("hub_collect.group_city"):
            raise AccessError(self.env._("Only the people of a local government see its agencies."))
        if not city:
            raise UserError(self.env._(
                "Your account belongs to no local government yet. Ask the operator to enter it."
            ))
        return city

    def _get_city_name(self):
        city_sudo = self._get_city().sudo()
        return city_sudo.agency_name

    def _get_years(self):
        rows = self.env["hub.execution"]._read_group([], ["year"], order="year desc")
        return [row[0] for row in rows] or [today(self.env).year]

    def _get_executions(self, year):
        """Return ``{link: its execution of the year}`` of the links in force."""
        executions = self.env["hub.execution"].search([("year", "=", year)])
        return {execution.link_id: execution for execution in executions}

    def _get_links(self):
        return self.env["hub.link"].search([("state", "in", ("asked", "offered", "active"))])

    def _get_elapsed(self, start, end):
        """Return how much of the year has passed, in per cent."""
        day = today(self.env).isoformat()
        if not start <= day <= end:
            return 100 if day > end else 0
        return round((today(self.env).timetuple().tm_yday) * 1000 / 365) / 10

    def _say_when(self, executions):
        """Return as of when the figures are: from the oldest report to the newest."""
        moments = sorted(filter(None, (one.as_of for one in executions)))
        if not moments:
            return self.env._("Nothing has been reported yet.")
        first, last = (say_moment(one) for one in (moments[0], moments[-1]))
        if first == last:
            return self.env._("As reported at %(moment)s", moment=first)
        return self.env._("As reported between %(first)s and %(last)s", first=first, last=last)

    def _get_figure_columns(self):
        """Return the columns of the six figures, the balance and the execution rate."""
        _ = self.env._
        return [
            Column("appropriated", _("Current Appropriation"), "won", True),
            Column("allotted", _("Allotment"), "won", True),
            Column("requested", _("Spending Request"), "won", True),
            Column("committed", _("Commitment"), "won", True),
            Column("paid", _("Paid"), "won", True),
            Column("rate", _("Execution Rate"), "rate", share=("paid", "appropriated"),
                   help=_("Paid ÷ current appropriation. The mark shows how much of the year has "
                          "passed.")),
            Column("balance", _("Budget Balance"), "won", terms=(
                ("appropriated", 1), ("requested", -1), ("committed", -1),
            ), help=_("Current appropriation less spending requests and commitments.")),
        ]

    def _get_kind_labels(self):
        kinds = self.env["hub.report.exception"]._fields["kind"]
        return dict(kinds._description_selection(self.env))

    def _get_depth_labels(self):
        return dict(self.env["hub.link"]._fields["depth"]._description_selection(self.env))
