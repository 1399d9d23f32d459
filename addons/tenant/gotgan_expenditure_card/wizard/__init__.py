from . import card_disclosure
