"""What people type: one module for each family of commands, each a door to clock, disk and terminal."""
