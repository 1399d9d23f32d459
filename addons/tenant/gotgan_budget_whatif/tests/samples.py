"""Words for fields that take no others."""

SAMPLES = {"gotgan.budget.whatif.shock": {"amount": -1000}}
