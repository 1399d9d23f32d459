"""What the screens of the city say, without a database: tables, their order, their workbook."""
