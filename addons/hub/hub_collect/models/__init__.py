from . import (
    hub_consent_note,
    hub_execution,
    hub_link,
    hub_receiver,
    hub_report,
    hub_report_case,
    hub_report_cash,
    hub_report_exception,
    hub_report_item,
    hub_report_line,
    res_users,
)
