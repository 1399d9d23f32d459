"""What the report says, without a database: figures, hierarchies, tree, workbook."""
