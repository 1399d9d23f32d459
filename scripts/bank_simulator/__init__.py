"""A treasury bank that misbehaves, as a process of its own. It shares no code with the product."""
