from . import controllers, models, wizard


def _post_init(env):
    """People who are there already begin their password history with what they use now."""
    env["gotgan.password.history"]._begin()
