"""Articles as people write them."""

import re

_ARTICLE = re.compile(r"제?\s*\d+\s*조")


def names_article(text):
    """Say whether a text names an article.

    >>> names_article("대한노인회 지원에 관한 법률 제3조"), names_article("법에 따라")
    (True, False)
    """
    return bool(_ARTICLE.search(text or ""))
