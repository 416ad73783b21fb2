"""Why a value of a measure is read by nothing, for all chapters; the values stand in `cases/`."""

OUTCOME = "an outcome the text aims at: the model produces the figure, so it cannot also be put in"
CLAUSE_55 = "a rule about budgets to come: what the chapter may spend in 2024 is its printed line in clause 55"
FIELDS = "a number of fields open to funds: every kind of public project falls into one of them"
