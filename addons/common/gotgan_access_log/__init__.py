from . import controllers, models


def _mask_server_log():
    from .quiet_log import install

    install()
