"""What two pages or more share: frame, filters, data, figures, tables, words."""
