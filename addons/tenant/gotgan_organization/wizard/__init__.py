from . import office_handover
