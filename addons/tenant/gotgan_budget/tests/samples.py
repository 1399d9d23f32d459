"""Values that only some words or numbers do for, for the structural tests."""

SAMPLES = {"gotgan.continuing.appropriation.part": {"year": 2026}}
