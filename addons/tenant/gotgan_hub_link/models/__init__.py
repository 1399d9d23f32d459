from . import hub_consent, hub_outbox, hub_reporter, ledger
