"""Words for fields that take no other, for the structural tests."""

SAMPLES = {
    "hub.tenant": {"name": "hubsample"},
    "hub.host": {"name": "sample.go.kr"},
}
