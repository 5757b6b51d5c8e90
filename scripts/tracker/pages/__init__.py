"""What people read on the site: a module for each family of pages."""
