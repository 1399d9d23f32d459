from odoo import http
from odoo.http import request

from .page import render_page, site_env


class Site(http.Controller):
    """The pages that only tell."""

    @http.route("/features", type="http", auth="public", methods=["GET"])
    def show_features(self):
        return render_page("features")

    @http.route("/security", type="http", auth="public", methods=["GET"])
    def show_security(self):
        return render_page("security")

    @http.route("/faq", type="http", auth="public", methods=["GET"])
    def show_questions(self):
        topics = site_env()["hub.faq"].sudo()._get_by_topic()
        return render_page("faq", topics=topics)

    @http.route("/en", type="http", auth="public", methods=["GET"])
    def show_english(self):
        return render_page("english")

    @http.route("/terms/<string:code>", type="http", auth="public", methods=["GET"])
    def show_terms(self, code):
        terms = site_env()["hub.terms"].sudo()._get_current().filtered(lambda one: one.code == code)
        if not terms:
            raise request.not_found()
        return render_page("terms_page", terms=terms)
