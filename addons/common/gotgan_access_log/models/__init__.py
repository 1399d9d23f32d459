from . import (
    access_subject,
    access_log,
    access_seal,
    access_verifier,
    access_review,
    access_review_line,
    base,
    ir_attachment,
    ir_http,
    res_groups,
    res_users,
)
