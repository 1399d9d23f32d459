from . import spending_return_receipt
