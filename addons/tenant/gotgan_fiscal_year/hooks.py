"""What a fresh database needs once."""


def post_init_hook(env):
    """Open FY2026, the year in which the agency starts; its budget is already in force."""
    year = env.ref("gotgan_fiscal_year.fiscal_year_2026")
    if year.state != "preparing":
        return
    year._write_locked({"state": "open"})
    year._log_events("open", {year.id: "preparing"}, {year.id: env.user.name}, "Installation")
