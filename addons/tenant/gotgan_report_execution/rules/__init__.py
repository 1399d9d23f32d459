"""What the report says, without a database: its figures, its hierarchies, its tree, its workbook."""
