"""The rest of a budget book as tables: 세입예산, 계속비, 채무부담행위, 명시이월비 (지방재정법 40).

``read_table`` gives the rows of a file, ``make_rows`` the values they mean and every fault on the
way; ``write_form`` the empty form.
"""
