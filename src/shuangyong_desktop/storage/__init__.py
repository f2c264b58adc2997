"""The encrypted ledger file: the only SQL in the program."""
