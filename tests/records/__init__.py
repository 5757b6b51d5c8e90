"""The tests of the downloads."""
