"""Parameters of modelled measures that no phase reads, each with the reason: facts of the text and no lever."""

OUTCOME = "an outcome the text aims at: the model produces the figure, so it cannot also be put in"
LISTED = "the size of a list: the projects themselves are built from the tables of the region"
CLAUSE_55 = "a rule about budgets to come: what the chapter may spend in 2024 is its printed line in clause 55"

TEXT_FACTS = {
    ("m01", "provincial_projects"): LISTED,
    ("m01", "provincial_investment"): OUTCOME,
    ("m01", "key_projects"): LISTED,
    ("m01", "leader_projects"): LISTED,
    ("m04", "new_projects"): LISTED,
    ("m04", "all_projects"): LISTED,
    ("m13", "science_budget_growth"): CLAUSE_55,
    ("m13", "new_fiscal_capacity_share"): CLAUSE_55,
    ("m34", "food_brands"): "a count of titles without money or rule behind it",
    ("m34", "vehicle_purchase_tax_rate"): "the centre's rule, the same in both years; cars are no product here",
    ("m41", "model_areas"): "a title for land that is built anyway",
    ("m48", "new_jobs"): OUTCOME,
    ("m48", "skilled"): "an outcome of training; staff certified in firms keep their job and skill",
    ("m55", "total"): "the sum of the eight lines, which are what acts",
    ("m59", "comprehensive_projects"): "a count of projects that bundle the reclaiming and consolidating next to it",
    ("m61", "electricity_supply"): OUTCOME,
    ("m61", "gas_supply"): "gas is no input of its own in the model: it is in the purchases from outside",
    ("m61", "reliability_fee_share"): "the province's rule on a fee some projects pay once; in no account here",
}  # fmt: skip
