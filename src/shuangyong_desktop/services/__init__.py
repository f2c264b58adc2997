"""One verb for each thing the clerk can do."""
