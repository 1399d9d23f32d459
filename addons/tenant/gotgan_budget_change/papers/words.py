"""What several papers say in the same words. Papers are Korean, whoever prints them."""

from odoo.addons.gotgan_document import korean, paper

UNIT = "(단위: 원)"
SIGNS = {"take": "감", "give": "증"}


def project_text(project):
    """Return the programme path of a project, each level in a line of its own.

    :param project: a ``gotgan.program`` of level project
    """
    return "\n".join(filter(None, (
        project.policy_id.name, project.unit_id.name, project.name,
    )))


def object_text(subitem):
    """Return item and subitem with their codes.

    :param subitem: a ``gotgan.expenditure.object``
    """
    return "\n".join(one.display_name for one in (subitem.parent_id, subitem) if one)


def won(amount):
    """Return an amount as budgets write it: △ before what is less than nothing."""
    return korean.figure(amount)


def sheet(columns, rows, total, heading=""):
    """Return a table over the whole page.

    :param rows: tuples, one value per column
    :param total: tuples set apart at the end
    """
    return paper.Sheet(
        columns, (
            *(paper.Row(tuple(row)) for row in rows),
            *(paper.Row(tuple(row), "total") for row in total),
        ), heading=heading, note=UNIT,
    )


def boxes(*titles):
    """Return an empty approval line: papers are signed in the electronic approval."""
    return tuple(paper.Box(title) for title in titles)


def day_text(day):
    return korean.date_text(day) if day else ""
