from . import (
    commitment_reduction,
    commitment_reduction_line,
    payment_confirmation,
    payment_confirmation_line,
)
