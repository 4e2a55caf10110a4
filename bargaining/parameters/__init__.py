"""Published rates and amounts by date: one small file for each, with its unit and its source.

The name of a parameter comes in; a `Parameter` goes out, which answers for a date or says plainly that the
date is not covered. Only what a law or a public office sets for everybody is here. What one employer pays
(its pension rate, its workers' compensation rate, its premiums) is asked of that employer and comes in as a
number.

>>> from datetime import date
>>> parameter("social-security-wage-base").on(date(2025, 9, 1))
Decimal('176100')
"""

from bargaining.parameters.reading import Parameter, Value, parameter, parameter_names

__all__ = ["Parameter", "Value", "parameter", "parameter_names"]
