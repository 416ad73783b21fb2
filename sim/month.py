"""The month on one page: what happens, in which order. The order is code, never configuration."""

from sim.phases.building import farmland, homes, photovoltaics, projects, renewal, transport, villages
from sim.phases.credit import capital_market, lending
from sim.phases.customers import exports, foreign_capital, online, visitors
from sim.phases.entry_and_exit import above_scale, registry, turnover
from sim.phases.goods import freight, home_power, known_year, market, orders, power_and_gas
from sim.phases.incomes_and_taxes import allowances, incomes, roofs, talents
from sim.phases.innovation import certificates, research
from sim.phases.jobs import care, farm_people, generations, labour_market, migration, registration, skills, wages
from sim.phases.land_and_energy import candidates, energy, gates, land, reviews
from sim.phases.observe import figures, zone
from sim.phases.plans import expectations
from sim.phases.policy import awards, cash, fund, levers, lines, platforms, programmes
from sim.phases.production import farm_energy, farm_upgrading, farming, output, peak
from sim.phases.public_accounts import land_revenue, science_budget, treasury, year_end
from sim.phases.support import (
    equipment_grants,
    incubators,
    procurement,
    recruiting,
    research_aid,
    research_projects,
    service_firms,
    upgrading,
)
from sim.phases.world import outside

MONTH = (
    ("World", outside.read_world),
    ("Policy", levers.set_levers),
    ("Policy", platforms.serve_debt),
    ("Policy", cash.receive_transfer),
    ("Policy", lines.open_lines),
    ("Policy", cash.plan_cash),
    ("Policy", cash.pay_arrears),
    ("Policy", awards.pay_research_grants),
    ("Policy", awards.pay_awards),
    ("Policy", awards.pay_output_bonuses),
    ("Policy", awards.fund_renewal),
    ("Policy", programmes.deliver_programmes),
    ("Policy", fund.commit_and_invest),
    ("Plans", expectations.form_expectations),
    ("Support", research_projects.arrange_research),
    ("Support", research_aid.pay_research_aid),
    ("Support", incubators.support_incubators),
    ("Support", upgrading.upgrade_manufacturers),
    ("Support", procurement.reserve_purchases),
    ("Support", service_firms.support_service_firms),
    ("Support", recruiting.recruit),
    ("Support", equipment_grants.offer_equipment_grants),
    ("Customers", exports.trade_abroad),
    ("Customers", online.sell_online),
    ("Customers", visitors.draw_visitors),
    ("Customers", foreign_capital.win_foreign_capital),
    ("Land and energy", reviews.review_projects),
    ("Land and energy", gates.hold_dispatch),
    ("Land and energy", candidates.sign_candidates),
    ("Land and energy", land.allot_land),
    ("Land and energy", energy.allot_energy),
    ("Land and energy", gates.pass_gates),
    ("Credit", lending.lend_to_enterprises),
    ("Credit", capital_market.list_companies),
    ("Jobs", wages.set_wages),
    ("Jobs", migration.move),
    ("Jobs", generations.pass_on),
    ("Jobs", care.let_parents_search),
    ("Jobs", farm_people.leave_farms),
    ("Jobs", labour_market.separate),
    ("Jobs", labour_market.match),
    ("Jobs", registration.register_jobs),
    ("Jobs", skills.change_jobs),
    ("Jobs", skills.certify_staff),
    ("Production", peak.prepare_peak),
    ("Production", output.produce_goods),
    ("Production", farming.farm_season),
    ("Production", farm_upgrading.upgrade_farms),
    ("Production", farm_energy.use_farm_energy),
    ("Incomes and taxes", incomes.pay_wages_and_transfers),
    ("Incomes and taxes", incomes.pay_taxes_and_interest),
    ("Incomes and taxes", roofs.earn_from_roofs),
    ("Incomes and taxes", allowances.pay_allowances),
    ("Incomes and taxes", talents.support_talents),
    ("Goods", home_power.use_at_home),
    ("Goods", orders.order),
    ("Goods", known_year.order_from_outside),
    ("Goods", market.deliver_and_pay),
    ("Goods", power_and_gas.use_electricity),
    ("Goods", freight.relieve_freight),
    ("Goods", power_and_gas.supply_power_and_gas),
    ("Building", transport.build_network),
    ("Building", projects.spend_on_projects),
    ("Building", renewal.renew_land),
    ("Building", farmland.build_farmland),
    ("Building", photovoltaics.install_pv),
    ("Building", homes.build_homes),
    ("Building", villages.earn_village_income),
    ("Innovation", research.spend_on_research),
    ("Innovation", certificates.certify),
    ("Public accounts", treasury.execute_budget),
    ("Public accounts", science_budget.spend_on_science),
    ("Public accounts", year_end.close_year),
    ("Public accounts", land_revenue.divide_land_revenue),
    ("Public accounts", treasury.settle_month),
    ("Entry and exit", turnover.enter_and_leave),
    ("Entry and exit", registry.keep_register),
    ("Entry and exit", above_scale.keep_list),
    ("Observe", zone.count_zone),
    ("Observe", figures.measure),
    ("Observe", figures.check_ledger),
)
