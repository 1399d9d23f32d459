"""What may be brought in as a file: judged by content, in plain Python, without Odoo."""
