from . import bulk_return
