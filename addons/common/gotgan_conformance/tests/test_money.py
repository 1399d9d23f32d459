from unittest.mock import patch

from ..rules import money
from .common import ConformanceCase, is_ours


class TestMoney(ConformanceCase):
    def test_money_is_won(self):
        fields = [
            (f"{model}.{name}", name, type(field).__name__)
            for model in self.touched_models
            for name, field in self.env[model]._fields.items()
            if is_ours(field._module)
        ]
        self.assertTrue(fields)
        self.assert_house(money.judge_money(fields))

    def test_won_is_wide_enough(self):
        """Every stored won column is ``int8``: a city's budget does not fit in ``int4``."""
        self.env.cr.execute(
            """
            SELECT table_name, column_name, data_type
              FROM information_schema.columns
             WHERE table_name = ANY(%s) AND data_type <> 'bigint'
            """,
            [[model._table for model in self.get_stored()]],
        )
        narrow = {row[:2]: row[2] for row in self.env.cr.fetchall()}
        columns = [
            (model._table, name)
            for model in self.get_stored()
            for name, field in model._fields.items()
            if type(field).__name__ == "Won"
        ]
        self.assertFalse({column: narrow[column] for column in columns if column in narrow})

    def test_loose_money_is_found(self):
        with (
            patch.object(money, "LOOSE_TYPES", {"Won"}),
            self.assertRaisesRegex(AssertionError, "money is Won"),
        ):
            self.test_money_is_won()
