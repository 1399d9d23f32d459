"""The content of a row of the access log, and its hash: the same here and in the database.

Each value is written as its length, a colon and itself, so that no two rows read alike.
"""

import hashlib

# In this order they are hashed; ``id`` and ``time`` come first.
HASHED = (
    "user_ref", "login", "person", "ip", "session_ref", "kind", "result", "model", "model_label",
    "record_ids", "record_count", "person_count", "subject_name", "detail", "purpose", "reason",
    "call", "off_hours", "xid",
)  # fmt: skip
TIME_FORMAT = "YYYY-MM-DD HH24:MI:SS.US"


def row_hash(values):
    """Return the hash of texts in the order of ``("id", "time", *HASHED)``.

    >>> row_hash(["1", "가"]) == hashlib.sha256("1:11:가".encode()).hexdigest()
    True
    """
    text = "".join(f"{len(value)}:{value}" for value in values)
    return hashlib.sha256(text.encode()).hexdigest()


def join_ids(ids):
    """Return record ids as the log keeps them, so that each can be searched for.

    >>> join_ids([3, 15]), join_ids([])
    (',3,15,', '')
    """
    return f",{','.join(map(str, ids))}," if ids else ""
