"""The SQL of budget versions: a version of any size is read and written in one statement."""

from odoo.tools import SQL

from .version_row import ADDRESS, REVENUE_ADDRESS

LINE_TYPES = {
    "version_id": "int", **dict.fromkeys(ADDRESS, "int"), "base_amount": "int8",
    "amount": "int8", "reason": "text", "section": "text",
}
REVENUE_TYPES = {
    "version_id": "int", "fund_id": "int", "revenue_source_id": "int", "department_id": "int",
    "name": "text", "base_amount": "int8", "amount": "int8", "formula": "text", "section": "text",
}


def _names(columns):
    return SQL(", ").join(SQL.identifier(name) for name in columns)


def _own(alias, columns):
    return SQL(", ").join(SQL.identifier(alias, name) for name in columns)


def _insert(table, types, rows):
    """Insert rows, each a dict of ``types``; what is decided is also what was drafted first."""
    values = SQL(", ").join(
        SQL("%s::%s[]", [row[name] for row in rows], SQL(kind)) for name, kind in types.items()
    )
    return SQL(
        """
        INSERT INTO %s (%s, submitted_amount, bill_amount, adjusted, difference)
        SELECT w.*, w.amount, w.amount, 0, w.amount - w.base_amount FROM unnest(%s) AS w(%s)
        """,
        SQL.identifier(table), _names(types), values, _names(types),
    )


def insert_lines(rows):
    return _insert("gotgan_budget_version_line", LINE_TYPES, rows)


def insert_revenues(rows):
    return _insert("gotgan_budget_version_revenue", REVENUE_TYPES, rows)


def _read_chain(table, address, version_id):
    """Fold the chain of bases of a version: of each place, the line of the latest that has it."""
    return SQL(
        """
        WITH RECURSIVE chain AS (
            SELECT id, base_id, 0 AS depth FROM gotgan_budget_version WHERE id = %(id)s
            UNION ALL
            SELECT v.id, v.base_id, c.depth + 1
            FROM gotgan_budget_version v JOIN chain c ON v.id = c.base_id
        )
        SELECT DISTINCT ON (%(address)s) %(address)s, l.amount
        FROM %(table)s l JOIN chain c ON c.id = l.version_id
        ORDER BY %(address)s, c.depth
        """,
        id=version_id, table=SQL.identifier(table), address=_own("l", address),
    )


def read_whole(version_id):
    return _read_chain("gotgan_budget_version_line", ADDRESS, version_id)


def read_revenue(version_id):
    return _read_chain("gotgan_budget_version_revenue", REVENUE_ADDRESS, version_id)


def read_revenue_as_of(year_id, day):
    """Add up what the versions in force on ``day`` change, as the ledger does for expenditure."""
    return SQL(
        """
        SELECT %(address)s, SUM(l.difference)::int8 AS amount
        FROM gotgan_budget_version_revenue l
        JOIN gotgan_budget_version v ON v.id = l.version_id
        WHERE v.fiscal_year_id = %(year)s AND v.state = 'in_force' AND v.date_effective <= %(day)s
        GROUP BY %(address)s
        """,
        address=_own("l", REVENUE_ADDRESS), year=year_id, day=day,
    )


def show_revenue(whole, year_id):
    """Give each revenue of ``whole`` an id, what stands above its subject, and its 산출근거.

    The computation is the one that was written last; a version that names none changes none.
    """
    return SQL(
        """
        SELECT row_number() OVER (ORDER BY %(address)s)::int AS id, %(year)s AS fiscal_year_id,
               %(address)s, w.amount, s.parent_id,
               split_part(s.parent_path, '/', 1)::int AS top_id, (
                   SELECT f.formula FROM gotgan_budget_version_revenue f
                   JOIN gotgan_budget_version v ON v.id = f.version_id
                   WHERE (%(place)s) = (%(address)s) AND f.formula IS NOT NULL
                   AND f.amount = w.amount ORDER BY v.position DESC, f.id DESC LIMIT 1
               ) AS formula
        FROM (%(whole)s) AS w JOIN gotgan_revenue_source s ON s.id = w.revenue_source_id
        """,
        address=_own("w", REVENUE_ADDRESS), place=_own("f", REVENUE_ADDRESS), year=year_id,
        whole=whole,
    )


def sum_whole(table, address, groups, version_id):
    """Add up the budget of a version: the ids of ``groups``, and the won."""
    return SQL(
        "SELECT %(groups)s, SUM(w.amount)::int8 FROM (%(whole)s) AS w GROUP BY %(groups)s",
        groups=_own("w", groups), whole=_read_chain(table, address, version_id),
    )


def find_increased(version_id):
    """Lines that the deciding body raised above the bill."""
    return SQL(
        """
        SELECT id FROM gotgan_budget_version_line WHERE version_id = %s AND adjusted > 0
        ORDER BY id LIMIT 20
        """, version_id,
    )


def read_lines(version_id):
    """The cells of one version in the order of their ids: address and difference."""
    return SQL(
        "SELECT %s, difference FROM gotgan_budget_version_line WHERE version_id = %s ORDER BY id",
        _names(ADDRESS), version_id,
    )


def set_submitted(version_ids):
    """Keep the figures as they are put before the deciding body."""
    return SQL(
        """
        WITH revenue AS (
            UPDATE gotgan_budget_version_revenue
            SET submitted_amount = amount, bill_amount = amount, adjusted = 0
            WHERE version_id = ANY(%(ids)s)
        )
        UPDATE gotgan_budget_version_line
        SET submitted_amount = amount, bill_amount = amount, adjusted = 0
        WHERE version_id = ANY(%(ids)s)
        """,
        ids=list(version_ids),
    )


def set_base(table, line_ids, bases, keep_difference):
    """Put lines on another base: what changes stays, or what comes out stays."""
    moved = SQL("w.base - l.base_amount") if keep_difference else SQL("0")
    return SQL(
        """
        UPDATE %(table)s l
        SET base_amount = w.base, amount = l.amount + %(moved)s,
            submitted_amount = l.submitted_amount + %(moved)s,
            bill_amount = l.bill_amount + %(moved)s,
            difference = l.amount + %(moved)s - w.base
        FROM unnest(%(ids)s::int[], %(bases)s::int8[]) AS w(id, base) WHERE l.id = w.id
        """,
        table=SQL.identifier(table), ids=list(line_ids), bases=list(bases), moved=moved,
    )


def find_strangers(version_ids):
    """Lines whose fund, project, object or funding source is of another fiscal year."""
    return SQL(
        """
        SELECT l.id FROM gotgan_budget_version_line l
        JOIN gotgan_budget_version v ON v.id = l.version_id
        JOIN gotgan_fund f ON f.id = l.fund_id
        JOIN gotgan_program p ON p.id = l.project_id
        JOIN gotgan_expenditure_object o ON o.id = l.subitem_id
        JOIN gotgan_funding_source s ON s.id = l.funding_source_id
        WHERE l.version_id = ANY(%s) AND NOT (
            v.fiscal_year_id = ALL(ARRAY[
                f.fiscal_year_id, p.fiscal_year_id, o.fiscal_year_id, s.fiscal_year_id])
        ) LIMIT 5
        """,
        list(version_ids),
    )
