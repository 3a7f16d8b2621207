"""What surrounds every page: gate, menu, period, filters, names, failures."""
