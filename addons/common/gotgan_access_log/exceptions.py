from odoo.exceptions import AccessError


class ReasonNeeded(AccessError):
    """Personal data leaves only with a purpose and a reason (안전성 확보조치 기준 제8조제3항)."""
