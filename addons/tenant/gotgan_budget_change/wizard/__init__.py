from . import allotment_plan_fill, allotment_plan_issue, budget_vote, suballotment_recall
