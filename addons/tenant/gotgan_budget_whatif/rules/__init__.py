"""Which lines a budget can give up, without a database: the question, the answer, the check."""
