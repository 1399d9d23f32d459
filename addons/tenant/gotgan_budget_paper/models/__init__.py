from . import budget_issue, budget_issue_file
