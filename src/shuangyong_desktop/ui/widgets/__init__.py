"""Small widgets that know records and themes, but no page and no service."""
