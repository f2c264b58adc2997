"""bench: how fast the program is beside what nobody could undercut, in one run."""
