"""Evaluations of proposals in every state, in the words of the addon's own tests."""

MILLION = 1_000_000


def evaluations(hall, words):
    """Keep an evaluation before, during and after the scoring, its members and their sheets."""
    hall.people["committee_member"] = words.member
    drafted, running, closed = (
        words.draft_evaluation(base_price=MILLION * 200) for _place in range(3)
    )
    for evaluation in (running, closed):
        words.open_proposals(evaluation, 1)
        evaluation.action_start()
    for sheet in closed.sheet_ids:
        words.score(sheet, 90)
    closed.action_close()
    own = running.sheet_ids.filtered("user_id")
    hall.keep(drafted, running, closed, running.evaluator_ids[:1], own[:1])
