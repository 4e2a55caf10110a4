"""The conventions a price must state aloud: exact numbers, and how a contract rounds money.

They are the same for every calculator, so they live in `bargaining.rounding`; costing uses this name.
"""

from bargaining.rounding import Rounding, exact, round_money

__all__ = ["Rounding", "exact", "round_money"]
