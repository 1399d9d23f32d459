"""Closes the ways Odoo lets a request choose a database, other than by its host name."""

import logging

import odoo.http
import odoo.service.db
import odoo.service.server
from odoo.http import Response, request

from .hosts import database_of, domain, is_tenant_database

_logger = logging.getLogger(__name__)

_OPEN_EVERYWHERE = {"/web/health"}
_NOBODY = """<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>404</title></head>
<body><h1>이 주소에는 기관이 없습니다</h1>
<p>주소를 다시 확인하거나, 기관의 담당자에게 알맞은 주소를 물어보십시오.</p>
<p lang="en">There is no agency at this address.</p></body></html>
"""


def _close():
    """Replace Odoo's choice of database by :func:`hosts.database_of`, in this process."""
    list_dbs = odoo.service.db.list_dbs

    def list_tenants(force=False):
        return [dbname for dbname in list_dbs(force) if is_tenant_database(dbname)]

    odoo.service.db.list_dbs = list_tenants
    odoo.service.server.list_dbs = list_tenants
    odoo.http.db_filter = _filter
    odoo.http.Request._serve_nodb = _answer_nobody(odoo.http.Request._serve_nodb)
    odoo.http.Application.get_static_file = _guard_static(odoo.http.Application.get_static_file)
    _logger.info("Tenants are reached at NAME.%s and nowhere else", domain())


def _filter(dbs, host=None):
    """Stands for ``odoo.http.db_filter``: of ``dbs``, the one the host opens."""
    if host is None:
        host = request.httprequest.environ.get("HTTP_HOST", "")
    wanted = database_of(host, domain())
    return [dbname for dbname in dbs if dbname == wanted]


def _answer_nobody(serve_nodb):
    def _serve_nodb(self):
        if self.httprequest.path in _OPEN_EVERYWHERE:
            return serve_nodb(self)
        return Response(_NOBODY, status=404, content_type="text/html; charset=utf-8")

    return _serve_nodb


def _guard_static(get_static_file):
    def guarded(self, url, host=""):
        if request and not request.db:
            return None
        return get_static_file(self, url, host)

    return guarded
