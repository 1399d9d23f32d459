"""Whose books these are."""


def agency_name(env):
    """Return the name of the agency as its papers bear it, else that of its company."""
    parameter_sudo = env["ir.config_parameter"].sudo()
    return parameter_sudo.get_param("gotgan.agency.name") or env.company.sudo().name
