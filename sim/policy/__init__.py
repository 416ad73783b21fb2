"""The policy chapters: one module per chapter, one function per modelled measure, listed once in `MEASURES`."""

from sim.policy.demand import m34_consumption_promotion
from sim.policy.factors import (
    m55_budget,
    m58_credit_support,
    m59_farmland_and_land_quota,
    m60_low_efficiency_land,
    m61_energy,
)
from sim.policy.innovation import m08_rd_increment_subsidy, m11_hnte_awards, m13_priority_for_rd_firms
from sim.policy.investment import (
    m01_key_project_service,
    m02_manufacturing_investment_grant,
    m04_project_start_schedule,
)
from sim.policy.livelihood import m48_employment
from sim.policy.manufacturing import m15_industrial_land_renewal, m18_opening_bonus, m20_green_retrofit_grant
from sim.policy.rural import m41_high_standard_farmland, m42_grain_income_support, m45_village_collective_income

MEASURES = (
    ("investment", m01_key_project_service),
    ("investment", m02_manufacturing_investment_grant),
    ("investment", m04_project_start_schedule),
    ("innovation", m08_rd_increment_subsidy),
    ("innovation", m11_hnte_awards),
    ("innovation", m13_priority_for_rd_firms),
    ("manufacturing", m15_industrial_land_renewal),
    ("manufacturing", m18_opening_bonus),
    ("manufacturing", m20_green_retrofit_grant),
    ("demand", m34_consumption_promotion),
    ("rural", m41_high_standard_farmland),
    ("rural", m42_grain_income_support),
    ("rural", m45_village_collective_income),
    ("livelihood", m48_employment),
    ("factors", m55_budget),
    ("factors", m58_credit_support),
    ("factors", m59_farmland_and_land_quota),
    ("factors", m60_low_efficiency_land),
    ("factors", m61_energy),
)
