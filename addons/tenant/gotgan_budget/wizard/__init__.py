from . import allotment_fill
