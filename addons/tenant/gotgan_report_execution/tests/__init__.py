from . import (
    test_articles,
    test_as_of,
    test_comparison,
    test_drill_down,
    test_explanation,
    test_figures,
    test_ranking,
    test_origin,
    test_rights,
    test_search,
    test_tree,
    test_xlsx,
)
