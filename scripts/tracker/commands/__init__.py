"""What people type: a module for each family of commands, with access to clock, disk and terminal."""
