"""What an operator may do in a session for support: look."""

READING_METHODS = frozenset((
    "read", "web_read", "search_read", "web_search_read", "search_count", "name_search",
    "web_name_search", "read_group", "web_read_group", "formatted_read_group",
    "formatted_read_grouping_sets", "read_progress_bar", "search_panel_select_range",
    "search_panel_select_multi_range",
))
# Asked by the client before it shows anything; they show nothing of the agency.
FRAME_METHODS = frozenset((
    "get_views", "get_view", "fields_get", "has_group", "has_access", "context_get",
    "get_formview_action", "get_formview_id", "search",
))
CALL = "/web/dataset/call_kw"
POSTS = (
    CALL, "/web/action/load", "/web/session/", "/web/webclient/", "/web/model/get_definitions",
    "/mail/data", "/mail/action", "/gotgan/session/",
)
# What a page fetches for itself, and doors: nothing of the agency is in them.
FRAMES = (
    "/bus/", "/favicon", "/gotgan/enter", "/gotgan/idle", "/gotgan/session/", "/odoo",
    "/web/assets", "/web/bundle", "/web/image", "/web/login", "/web/manifest",
    "/web/service-worker", "/web/session", "/web/static", "/web/webclient",
)


def may_call(verb, path, method):
    """Say whether a request of a support session goes through.

    >>> may_call("GET", "/odoo", None), may_call("POST", CALL, "web_read")
    (True, True)
    >>> may_call("POST", CALL, "write"), may_call("POST", "/web/dataset/call_button/a/b", "action")
    (False, False)
    >>> may_call("POST", "/json/2/res.users/read", None), may_call("GET", "/websocket", None)
    (False, False)
    """
    if verb in {"GET", "HEAD"}:
        return not path.startswith(("/websocket", "/json/"))
    if path.startswith(CALL):
        return method in READING_METHODS | FRAME_METHODS
    return path.startswith(POSTS)


def shows_something(verb, path, method):
    """Say whether a request shows the operator something the agency wants to see in its log.

    >>> shows_something("GET", "/bus/websocket_worker_bundle", None)
    False

    >>> shows_something("POST", CALL, "web_read"), shows_something("POST", CALL, "get_views")
    (True, False)
    >>> shows_something("GET", "/web/content/7", None), shows_something("GET", "/odoo", None)
    (True, False)
    """
    if verb == "POST":
        return path.startswith(CALL) and method in READING_METHODS
    return not path.startswith(FRAMES)
