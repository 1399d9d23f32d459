"""Words for fields that take no other, for the structural tests."""

SAMPLES = {
    "hub.support.request": {"hours": 8, "reason": "집행현황 화면이 열리지 않는다는 문의 확인"},
}
