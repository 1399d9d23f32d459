"""Whole years of a city and an agency, told step by step."""

import pytest

pytest.register_assert_rewrite(*(f"scenario.{name}" for name in (
    "city_preparing", "city_living", "city_next", "city_closing", "facts", "papers",
)))
