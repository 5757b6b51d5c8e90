"""From views to everything that is published."""
