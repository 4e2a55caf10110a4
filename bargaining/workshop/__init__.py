"""The sums of a team that opens its negotiations: who takes part, who speaks with whom, by when, how far up.

coverage.py      worksites with a representative, who took part, representatives for each ten members
working_back.py  the last day of each step, counted back from the vote on money and the end of the contract
ladder.py        steps that grow: how many each takes, and which is in reach after a test
power_map.py     who decides and where they stand
bank.py          sentences for questions;  local_union.py  an invented local for each learner's number
plan_sums.py     the same sums by name, for the form of a team's plan

The lessons of curriculum/workshop use them, and a team's plan is checked by them.
"""
