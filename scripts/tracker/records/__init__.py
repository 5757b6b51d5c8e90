"""Each published record, declared once, and every file that programs read, made from these declarations."""
