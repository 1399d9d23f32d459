from . import controllers, models, wizard


def _mask_server_log():
    from .quiet_log import install

    install()
