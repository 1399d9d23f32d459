"""What a request reads, gives out or prints."""

from dataclasses import dataclass, field

VIEWS = frozenset(["read", "web_read"])
SEARCHES = frozenset(
    ["search_read", "web_search_read", "web_read_group", "formatted_read_group", "read_group",
     "formatted_read_grouping_sets"]
)  # fmt: skip
WRITES = {
    "create": "input", "name_create": "input", "copy": "input", "load": "input",
    "web_save": "change", "write": "change", "web_resequence": "change", "unlink": "delete",
    "web_save_multi": "change",
}
# What the client asks to draw itself: labels, menus, views, counters.
NOISE = frozenset(
    ["onchange", "default_get", "fields_get", "get_view", "get_views", "name_search",
     "web_name_search", "search", "search_count", "has_access", "check_access", "has_group",
     "read_progress_bar", "search_panel_select_range", "search_panel_select_multi_range",
     "context_get", "web_override_translations", "exists", "parse_preview", "execute_import"]
)  # fmt: skip
QUIET_PREFIXES = ("get_", "action_", "check_", "has_", "fetch_")
SIGN_IN = ("/web/session/authenticate", "/web/login")
LABELS = frozenset(["id", "display_name", "write_date", "create_date"])


@dataclass
class Reading:
    """``needs_reason`` is decided before anything is read; ``ids`` may come with the answer."""

    kind: str
    model: str = ""
    ids: list = field(default_factory=list)
    detail: str = ""
    call: str = ""
    needs_reason: bool = False
    specification: dict = field(default_factory=dict)
    person_count: int = 0
    always: bool = False

    def add_result(self, env, result, trace):
        """Take over which records the answer holds."""
        for model, ids in trace.taken.items():
            self.model = self.model or model
            self.ids = list(ids) if model == self.model else self.ids
        if self.kind == "search" or (self.kind == "view" and not self.ids):
            self.ids = list(find_ids(result))
        personal = env["gotgan.access.subject"]._get_all()
        if self.model in personal:
            self.person_count = len(set(self.ids))
        elif self.specification and self.model in env:
            rows = list(find_rows(result))
            self.person_count = len(find_persons(env, self.model, self.specification, rows))

    def is_logged(self, env):
        """Say whether this leaves a row: personal data seen, or anything given out or printed."""
        if self.always or self.kind in {"print", "download"}:
            return True
        if self.model == "res.users" and self.ids == [env.uid]:
            return False  # one's own settings, which the client asks for by itself
        return self.model in env["gotgan.access.subject"]._get_all() or self.person_count > 0


def find_rows(result):
    """Yield the rows of whatever a read answers: a list, a page of a list, groups with rows."""
    if isinstance(result, dict):
        for name in ("records", "__records", "groups"):
            yield from find_rows(result.get(name) or ())
        if "id" in result and isinstance(result["id"], int):
            yield result
    elif isinstance(result, (list, tuple)):
        for one in result:
            yield from find_rows(one)


def find_ids(result):
    """Return the ids of the rows of an answer.

    >>> find_ids({"length": 2, "records": [{"id": 3}, {"id": 5}]})
    [3, 5]
    >>> find_ids([{"id": 7, "name": "가"}]), find_ids(True)
    ([7], [])
    """
    return [row["id"] for row in find_rows(result)]


def find_persons(env, model, specification, rows):
    """Return the (model, id) of persons whose data, more than the name, stand inside other rows."""
    personal = env["gotgan.access.subject"]._get_all()
    persons = set()
    for name, wanted in specification.items():
        inner = (wanted or {}).get("fields") or {}
        target = env[model]._fields.get(name)
        if not inner or target is None or not target.relational:
            continue
        values = [one for row in rows for one in as_rows(row.get(name))]
        if target.comodel_name in personal and set(inner) - LABELS:
            persons |= {(target.comodel_name, one["id"]) for one in values}
        persons |= find_persons(env, target.comodel_name, inner, values)
    return persons


def may_hold_persons(env, model, specification):
    """Say whether what is asked for names more of a person than the label.

    A request that asks for labels only is known to leave no row before it is served.
    """
    personal = env["gotgan.access.subject"]._get_all()
    for name, wanted in specification.items():
        inner = (wanted or {}).get("fields") or {}
        target = env[model]._fields.get(name)
        if not inner or target is None or not target.relational:
            continue
        if target.comodel_name in personal and set(inner) - LABELS:
            return True
        if may_hold_persons(env, target.comodel_name, inner):
            return True
    return False


def as_rows(value):
    values = value if isinstance(value, (list, tuple)) else [value]
    return [one for one in values if isinstance(one, dict) and isinstance(one.get("id"), int)]


def get_kind_of(request):
    """Return what a request would have been, where nothing more is known of it."""
    if request.httprequest.path.startswith(SIGN_IN):
        return "sign_in"
    method = request.params.get("method") or request.params.get("__method__") or ""
    return get_kind_of_method(method)


def get_kind_of_method(method):
    """Return the kind of a call by the name of its method.

    >>> [get_kind_of_method(one) for one in ("web_read", "unlink", "export_data", "do_it")]
    ['view', 'delete', 'download', 'other']
    """
    if method in VIEWS:
        return "view"
    if method in SEARCHES:
        return "search"
    return "download" if method == "export_data" else WRITES.get(method, "other")
