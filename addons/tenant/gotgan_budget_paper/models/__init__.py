from . import budget_issue_queue_mixin, budget_issue, budget_issue_file
