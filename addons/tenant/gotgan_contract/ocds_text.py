"""How moments, days and organisations are written in open contracting data."""

from datetime import datetime, time

from odoo.addons.gotgan_base.clock import SEOUL


def get_party(partner):
    """Return an organisation as the standard names it."""
    number = partner.business_number
    key = f"KR-BRN-{number}" if number else f"KR-{partner.id}"
    return {"id": key, "name": partner.display_name}


def get_text(moment):
    """Return a moment in UTC, as Odoo keeps it."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def get_day_text(day):
    """Return the beginning of a day in Korea."""
    return datetime.combine(day, time(), SEOUL).isoformat()
