from . import applicant, apply, apply_enter, apply_start, demo_mail, home, page, prices, site
