"""双拥工作台账: one clerk, one encrypted ledger, every paper the desk needs."""

__version__ = "0.1.0"
