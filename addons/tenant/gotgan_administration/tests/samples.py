"""Words for fields that take no others."""

SAMPLES = {"gotgan.support.grant": {"hours": 8}}
