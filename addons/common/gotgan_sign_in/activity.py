"""Which requests a person makes, and which the open page makes by itself. Plain Python."""

# What an open page asks for without anybody sitting in front of it: messages, presence, avatars,
# its own files. Mails a person writes are typed, and typing is reported by the page.
_BY_ITSELF = (
    "/websocket", "/bus/", "/longpolling", "/mail/", "/discuss/", "/im_livechat",
    "/web/assets", "/web/bundle", "/web/image", "/web/static", "/web/manifest",
    "/web/service-worker", "/web/webclient", "/web/session/check",
    "/web/session/get_session_info", "/web/session/modules", "/web/login", "/odoo/offline",
    "/web/dataset/call_kw/bus.", "/web/dataset/call_kw/mail.", "/web/dataset/call_kw/discuss.",
    "/web/dataset/call_kw/res.users/has_group", "/web/dataset/call_kw/res.users/systray_get",
    "/web/dataset/call_kw/res.partner/get_im_status", "/web/dataset/call_kw/res.users.settings",
)  # fmt: skip


def is_activity(path):
    """Say whether a request for ``path`` means that a person is at work.

    >>> [is_activity(p) for p in ("/odoo/budget", "/web/dataset/call_kw/gotgan.session/write")]
    [True, True]
    >>> [is_activity(p) for p in ("/websocket", "/mail/data", "/web/dataset/call_kw/bus.bus/x")]
    [False, False, False]
    """
    return not path.startswith(_BY_ITSELF)
