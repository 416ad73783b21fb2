"""Cases of every rule, worked out by hand: the rule, the arguments of two agents, the two results."""

import numpy as np

from agents import borrowing, energy, enterprises, farms, institutions, people, projects, sites, turnover

# A case is a rule, the arguments of two agents and two results worked out by hand.
CASES = [
    # a quarter of the way from 100 to 140; half of the way from 80 to 40
    (enterprises.decide_expected_demand, [(100.0, 140.0, 0.25), (80.0, 40.0, 0.5)], [110.0, 60.0]),
    # goods: 100 + 0.5 * (1 * 100 - 60) = 120, staff allow 110; a service offers the least of its limits
    (
        enterprises.decide_output,
        [(100.0, 60.0, 1.0, 0.5, 110.0, 150.0, True), (100.0, 0.0, 0.0, 0.5, 130.0, 125.0, False)],
        [110.0, 125.0],
    ),
    # too many goods: max(100 + 1 * (100 - 300), 0) = 0; 100 + 0.5 * (50 - 50) = 100
    (
        enterprises.decide_output,
        [(100.0, 300.0, 1.0, 1.0, 110.0, 150.0, True), (100.0, 50.0, 0.5, 0.5, 130.0, 125.0, True)],
        [0.0, 100.0],
    ),
    # 2 short, 1 of it bridged by overtime at half the speed: 10 + 0.5 * (2 - 0.5 * 1) = 10.75; 5 too many, of whom 2
    # are kept for now: 10 + 0.2 * (-5 + 0.5 * 2) = 9.2
    (
        enterprises.decide_posts,
        [(10.0, 1200.0, 100.0, 0.5, 0.1, 0.2, 0.5), (10.0, 500.0, 100.0, 0.2, 0.1, 0.2, 0.5)],
        [10.75, 9.2],
    ),
    # who starts from nothing needs 300 / 100 at once; output per head below one yuan counts as one: 4 + 0.5 * (6 - 4)
    (enterprises.decide_posts, [(0.0, 300.0, 100.0, 0.1, 0.1, 0.1, 0.5), (4.0, 6.0, 0.0, 0.5, 0.0, 0.0, 0.5)],
     [3.0, 5.0]),
    # 120 asked of staff who make 100: a tenth longer at most; 80 asked: shorter; nobody there: normal
    (enterprises.decide_hours, [(120.0, 100.0, 0.1), (80.0, 100.0, 0.1)], [1.1, 0.8]),
    (enterprises.decide_hours, [(105.0, 100.0, 0.1), (120.0, 0.0, 0.1)], [1.05, 1.0]),
    # 1 + 0.8 * 0.1; 1 - 0.5 * 0.2
    (enterprises.decide_paid_hours, [(1.1, 0.8), (0.8, 0.5)], [1.08, 0.9]),
    # unemployment up by half of the mean: 1 + 0.5 * (0.95 - 1) = 0.975; vacancies doubled: 1 + 0.1 * 0.02 * 2 / 3
    # half as dear again at an elasticity of a half: 1 over the root of 1.5625 is 0.8
    (enterprises.decide_staffing, [(1.5625, 0.5), (1.0, 0.4), (0.25, 0.5)], [0.8, 1.0, 2.0]),
    (enterprises.decide_pay, [(1.0, 0.5, 0.0, 0.1, 0.02, 0.5), (1.0, 0.0, 2.0 / 3.0, 0.1, 0.03, 0.1)], [0.975, 1.002]),
    # four fifths in firms: 0.8 * 0.6 + 0.2 * 0.3; only shops
    (people.decide_registration, [(0.2, 0.6, 0.3), (1.0, 0.6, 0.3)], [0.54, 0.3]),
    # 0.5 * 1.1 ** 2; no more than all
    (enterprises.decide_coming, [(0.5, 1.1, 2.0), (0.9, 1.2, 1.0)], [0.605, 1.0]),
    # wanted 88 / 0.8 = 110, gap 0.1: 1000 * (0.01 + 0.2 * 0.1) = 30; gap -0.5: max(1000 * (0.01 - 0.1), 0) = 0
    (
        enterprises.decide_investment,
        [(1000.0, 100.0, 88.0, 0.8, 0.01, 0.2, 0.0), (1000.0, 100.0, 40.0, 0.8, 0.01, 0.2, 0.0)],
        [30.0, 0.0],
    ),
    # exp(-0.5 * 0) = 1, cut by a fifth; exp(ln 2 * 1) = 2 when the cost falls by one
    (enterprises.decide_rd, [(100.0, 0.0, 0.5, 0.2), (100.0, -1.0, np.log(2.0), 0.0)], [80.0, 200.0]),
    (enterprises.decide_application, [(0.3, 0.5, 10.0, 5.0), (0.6, 0.5, 10.0, 5.0)], [True, False]),
    (enterprises.decide_application, [(0.3, 0.5, 5.0, 5.0), (0.0, 0.5, 6.0, 5.0)], [False, True]),
    # the higher of the two counts, and where both pay the same it stays with the general one
    (enterprises.decide_green_grant, [(0.1, 0.15), (0.1, 0.1)], [True, False]),
    # the usual gain: the usual half; e times as much at a spread of one: a standard deviation above, 0.8413
    (enterprises.decide_renewal, [(0.5, 9.0, 9.0, 0.8), (0.5, 9.0 * np.e, 9.0, 1.0)], [0.5, 0.8413447460685429]),
    # worth what it costs: half; twice that and ln 3: 1 / (1 + 1/3); without a price there is no market
    (enterprises.decide_green_power, [(0.03, 0.03, 3.0), (0.02, 0.04, np.log(3.0))], [0.5, 0.75]),
    # tiers to 200 and 400 kWh at half a yuan, 0.6 and 0.8: the first still at its bound, then the second, the third
    # a review of 20 months: 24 suffice, 18 do not, unless an award of a fifth of the cost makes them 21.6
    (enterprises.decide_to_wait, [(24.0, 0.05, 0.0), (18.0, 0.05, 0.0), (18.0, 0.05, 0.2)], [True, False, True]),
    # six tenths of 300; who is helped keeps nothing
    (people.decide_kept_here, [(300.0, 0.6), (-100.0, 0.6)], [180.0, 0.0]),
    (people.tier_price, [(200.0, 200.0, 400.0, 0.5, 0.6, 0.8), (201.0, 200.0, 400.0, 0.5, 0.6, 0.8)], [0.5, 0.6]),
    # 100 + 120 + 80 for 500; 50 for 100
    (people.tier_bill, [(500.0, 200.0, 400.0, 0.5, 0.6, 0.8), (100.0, 200.0, 400.0, 0.5, 0.6, 0.8)], [300.0, 50.0]),
    # 200 * 1.1, a tenth richer at 0.5: 5 % more; a fifth dearer at 0.25: 5 % less
    (people.decide_home_electricity, [(200.0, 1.1, 0.1, 0.5, 0.0, 0.25), (200.0, 1.0, 0.0, 0.5, 0.2, 0.25)],
     [231.0, 190.0]),
    # a kWh saves 0.28: worth a bother of 0.2, not of 0.28
    (people.decide_home_shift, [(0.1, 0.28, 0.2), (0.1, 0.28, 0.28)], [0.1, 0.0]),
    # 200 kWh, 0.4 of them at night: 0.4 * 0.25 less 0.6 * 0.03 a kWh; a home that is up all day pays more
    (people.hours_saving, [(200.0, 0.4, 0.03, 0.25), (200.0, 0.0, 0.03, 0.25)], [16.4, -6.0]),
    (people.decide_meter, [(150.0, 149.0), (150.0, 150.0)], [True, False]),
    # earns 300 a year for a tce, the fee costs a quarter of 1000 a year; a loss cannot pay a fee, nor does it if free
    (energy.decide_expansion, [(300.0, 1000.0, 0.25), (200.0, 1000.0, 0.25)], [True, False]),
    (energy.decide_expansion, [(0.0, 0.0, 0.25), (-1.0, 0.0, 0.25)], [True, False]),
    # 9000 saved and a price of 1000 against 9900; against 12,000, of which a grant pays a sixth: just not more
    (energy.decide_retrofit, [(9900.0, 0.0, 9000.0, 1000.0), (12_000.0, 1 / 6, 9000.0, 1000.0)], [True, False]),
    # paid half a yuan for what costs 0.4; what costs as much as it is paid is not moved
    (energy.decide_shift, [(0.5, 0.4), (0.5, 0.5)], [True, False]),
    # loses 36 in three years and gets 5 for its energy: more than machines of 40, not than 42; a profit goes on
    (energy.decide_to_close, [(-1.0, 40.0, 5.0, 3.0), (-1.0, 42.0, 5.0, 3.0)], [True, False]),
    (energy.decide_to_close, [(1.0, 1.0, 5.0, 3.0), (0.0, 1.0, 5.0, 3.0)], [False, False]),
    # worth the usual: a half, and ahead: 2.5; half a year at weight 2 doubles 10: 20 of 30, and key: 1 2/3
    (
        institutions.decide_energy_standing,
        [(10.0, 10.0, 0.0, 1.0, False, True), (10.0, 10.0, 0.5, 2.0, True, False)],
        [2.5, 1.0 + 2.0 / 3.0],
    ),
    # a quarter of the way from 0.1 to 0.2; down to 0.04 at once
    (enterprises.decide_green_share, [(0.1, 0.2, 0.25), (0.1, 0.04, 0.25)], [0.125, 0.04]),
    (enterprises.decide_green_power, [(0.0, 0.04, 3.0), (0.04, 0.04, 9.0)], [0.0, 0.5]),
    # half of one month of usual cash is tied, less than the 0.6 of the trade; of two months 0.6
    (borrowing.decide_cash_needed, [(1.0, 0.6, 0.5), (2.0, 0.6, 0.5)], [0.5, 0.6]),
    # earns 30 of the 50 it lacks; earns more than it lacks; loses money
    (borrowing.decide_retained, [(50.0, 30.0), (50.0, 80.0), (50.0, -10.0)], [30.0, 50.0, 0.0]),
    # 50 less 20 of its own; 0 for investment and 100 - 70 of working capital
    (borrowing.decide_need, [(50.0, 20.0, 100.0, 150.0), (50.0, 60.0, 100.0, 70.0)], [30.0, 30.0]),
    # 0.1 + 5 * 0.02 + 0.15; dearer by four points: none
    (borrowing.decide_headroom, [(0.1, 0.02, 5.0, 0.15), (0.1, -0.04, 5.0, 0.0)], [0.35, 0.0]),
    # usual 200 and a tenth: 20 of the 50 lacking; owes 215: 5; lacks nothing: nothing
    (
        borrowing.decide_loans_beyond,
        [(50.0, 180.0, 200.0, 0.1), (50.0, 215.0, 200.0, 0.1), (0.0, 180.0, 200.0, 0.1)],
        [20.0, 5.0, 0.0],
    ),
    # 72 missing, 12 rolled over, 40 refused before: 30 of these are not asked for again
    (borrowing.decide_new_loan, [(72.0, 12.0, 40.0, 0.25), (12.0, 12.0, 40.0, 0.25)], [30.0, 0.0]),
    # 30 + 0.1 * (500 - 300) = 50; 30 + 0.1 * (100 - 300) = 10
    (
        enterprises.decide_owners_draw,
        [(30.0, 500.0, 300.0, 0.0, 0.0, 0.1, 0.01), (30.0, 100.0, 300.0, 0.0, 0.0, 0.1, 0.01)],
        [50.0, 10.0],
    ),
    # all that is beyond the usual was borrowed: the profit alone; of 200 beyond it 150 were: 30 + 0.1 * 50
    (
        enterprises.decide_owners_draw,
        [(30.0, 500.0, 300.0, 200.0, 0.0, 0.1, 0.01), (30.0, 500.0, 300.0, 150.0, 0.0, 0.1, 0.01)],
        [30.0, 35.0],
    ),
    # 10 of the profit of 30 are left in the firm
    (enterprises.decide_owners_draw, [(30.0, 300.0, 300.0, 0.0, 10.0, 0.1, 0.01)], [20.0]),
    # a bank called in 200, a hundredth of which is made good; another 100 was invested: 30 + 0.1 * (-300 + 200) - 2
    (
        enterprises.decide_owners_draw,
        [(30.0, 100.0, 300.0, -200.0, 0.0, 0.1, 0.01), (30.0, 0.0, 300.0, -200.0, 0.0, 0.1, 0.01)],
        [28.0, 18.0],
    ),
    # 100 in hand carry 20 mu at 5 yuan of the 30 planned; 200 carry all
    (farms.decide_sowing, [(30.0, 100.0, 5.0), (30.0, 200.0, 5.0)], [20.0, 30.0]),
    # a mu takes 2 of rent and the fifth of 5 no bank lends: 30 carry 10 mu; overdrawn: none
    (farms.decide_plots_wanted, [(40.0, 30.0, 2.0, 5.0, 0.8), (40.0, -1.0, 2.0, 5.0, 0.8)], [10.0, 0.0]),
    # 60 asked, room for 30: half; room for more, or nothing asked: all; no room: nothing
    (institutions.decide_allotment, [(60.0, 30.0), (60.0, 90.0), (0.0, 0.0), (60.0, -5.0)], [0.5, 1.0, 1.0, 0.0]),
    # room and what is repaid; told to shrink by half of it: e^-0.5 of 40
    (institutions.decide_lending, [(5.0, 40.0), (-20.0, 40.0)], [45.0, 40.0 * 0.6065306597126334]),
    # 18 * 0.25 + 120 * 0.0625 = 12; nothing on trust: 9 of 18; room for all; nothing asked
    (
        institutions.decide_new_loans,
        [(18.0, 120.0, 12.0), (18.0, 0.0, 9.0), (18.0, 120.0, 500.0), (0.0, 0.0, 0.0)],
        [0.25, 0.5, 1.0, 1.0],
    ),
    # five months are borne; after six who earns something is restructured, who does not closes
    (turnover.decide_insolvency, [(5, 6.0, -1.0), (6, 6.0, 10.0), (6, 6.0, 0.0)], [0, 1, 2]),
    # 10 a month, half of it for interest at 6 %: 12 * 5 / 0.06; who owes less keeps that
    (turnover.decide_debt_left, [(3000.0, 10.0, 0.06, 0.5), (300.0, 10.0, 0.06, 0.5)], [1000.0, 300.0]),
    # a fifth is covered, half of the others found good, and four in five of these get a loan: 0.8 * (0.2 + 0.4)
    (turnover.decide_founders_funded, [(0.8, 0.2, 0.5), (1.0, 1.0, 0.5)], [0.48, 1.0]),
    # the market doubles at 2: four times; a point more earned at 5: a twentieth more; a tenth less money; room 0.9
    (
        turnover.decide_openings,
        [(10.0, 2.0, 2.0, 0.0, 5.0, 1.0, 1.0), (10.0, 1.0, 2.0, 0.01, 5.0, 0.9, 0.9)],
        [40.0, 10.0 * 1.05 * 0.9 * 0.9],
    ),
    # half secured and an appetite of a fifth for the rest: 0.5 + 0.5 * 0.2; who earns is heard in full
    (institutions.decide_trust, [(0.5, True, 0.2), (0.5, False, 0.2)], [0.6, 1.0]),
    # no cash: half by suppliers' credit; cash for half of the two months: half of the rest too
    (enterprises.decide_funded_share, [(-5.0, 100.0, 2.0, 0.5), (100.0, 100.0, 2.0, 0.5)], [0.5, 0.75]),
    # a loss: -30 + 0.1 * 200 is below nothing, and owners never pay in
    (
        enterprises.decide_owners_draw,
        [(-30.0, 500.0, 300.0, 0.0, 0.0, 0.1, 0.01), (0.0, 300.0, 300.0, 0.0, 0.0, 0.1, 0.01)],
        [0.0, 0.0],
    ),
    # cash 260 less 2 * 100 leaves 60 beyond replacement: 10 + 60 of the 100 wanted; with 500 in hand all of it
    (
        enterprises.decide_affordable_investment,
        [(100.0, 10.0, 260.0, 100.0, 2.0, 0.0), (100.0, 10.0, 500.0, 100.0, 2.0, 0.0)],
        [70.0, 100.0],
    ),
    # no cash above the buffer: replacement alone; who wants less than replacement spends that
    (
        enterprises.decide_affordable_investment,
        [(100.0, 10.0, 150.0, 100.0, 2.0, 0.0), (4.0, 10.0, 0.0, 100.0, 2.0, 0.0)],
        [10.0, 4.0],
    ),
    # 50 meant for it count below the buffer, as far as they are there
    (
        enterprises.decide_affordable_investment,
        [(100.0, 10.0, 150.0, 100.0, 2.0, 50.0), (100.0, 10.0, 20.0, 100.0, 2.0, 50.0)],
        [60.0, 30.0],
    ),
    # 10 mu built 1.5 times over carry 15 * 2 = 30, a tenth more by now; no land carries nothing
    (sites.floor_limit, [(10.0, 1.5, 2.0, 1.1), (0.0, 1.5, 2.0, 1.1)], [33.0, 0.0]),
    # floor for a tenth more machines: 10 + 1000 * 0.1 of the 200 wanted; where it is full only what wears out
    (
        sites.decide_investment_on_floor,
        [(200.0, 10.0, 1000.0, 100.0, 110.0), (200.0, 10.0, 1000.0, 100.0, 90.0)],
        [110.0, 10.0],
    ),
    # a mu carries a tenth of the capacity: of 12 * 10 of profit less 5 % of 1000 a tenth; a loss is worth less
    (sites.value_of_floor, [(10.0, 1000.0, 100.0, 10.0, 0.05), (-5.0, 0.0, 100.0, 10.0, 0.05)], [7.0, -6.0]),
    # 120 / 0.8 is half more than 100; a twentieth of it in 10 months: 125 on 10 a mu are 12.5, 11 are there; no gap
    (
        sites.decide_floor_wanted,
        [(100.0, 120.0, 0.8, 0.05, 10.0, 10.0, 11.0), (100.0, 60.0, 0.8, 0.05, 10.0, 10.0, 11.0)],
        [1.5, 0.0],
    ),
    # (30 - 20) * 1.5 / 0.05 = 300; a building that costs more than its floor earns bids for no land
    (sites.decide_land_bid, [(30.0, 20.0, 1.5, 0.05), (15.0, 20.0, 1.5, 0.05)], [300.0, 0.0]),
    (sites.decide_way, [(10.0, 12.0, 11.0), (10.0, 9.0, 11.0)], [0, 1]),
    (sites.decide_way, [(10.0, np.inf, 9.0), (np.inf, 12.0, 11.0)], [2, 2]),
    # cash for all of it; for half of it, on flexible terms
    (
        sites.decide_terms,
        [(100.0, 90.0, 0.5, 0.06, 0.05, False), (50.0, 90.0, 0.5, 0.06, 0.05, True)],
        [0, 1],
    ),
    # cash for nothing, and flexible terms or none; money that costs more than a lease makes the rich lease
    (
        sites.decide_terms,
        [(10.0, 90.0, 0.5, 0.06, 0.05, True), (10.0, 90.0, 0.5, 0.06, 0.05, False)],
        [2, 3],
    ),
    (
        sites.decide_terms,
        [(100.0, 90.0, 0.5, 0.06, 0.08, True), (100.0, 90.0, 0.5, 0.06, 0.08, False)],
        [2, 0],
    ),
    # the plot allows 3 of 5; cash of 8 pays for 2 at an extra 4
    (sites.decide_densifying, [(5.0, 3.0, 100.0, 4.0), (5.0, 3.0, 8.0, 4.0)], [3.0, 2.0]),
    # 12 * 10 a year at 12 % on 10 mu; nothing is lost with a loss
    (sites.loss_of_closing, [(10.0, 10.0, 0.12), (-10.0, 10.0, 0.12)], [100.0, 0.0]),
    # (10 * 4 + 0.05 * 1000) / 10 = 9, and rent of 2 * 1.5 at 12 % is 25 more; who loses money loses no profit
    (
        sites.loss_of_moving,
        [(10.0, 1000.0, 1.5, 10.0, 4.0, 0.05, 2.0, 0.12), (-10.0, 1000.0, 0.0, 10.0, 4.0, 0.05, 2.0, 0.12)],
        [34.0, 5.0],
    ),
    (sites.decide_giving_up, [(40.0, 100.0, 34.0), (30.0, 100.0, 34.0)], [True, False]),
    (sites.decide_to_move, [(100.0, 34.0), (20.0, 34.0)], [True, False]),
    # four times as dear at response 1/2: half; half of 40 refused ask again
    (people.decide_home_purchases, [(100.0, 0.0, 4.0, 0.5, 0.5), (100.0, 40.0, 1.0, 0.5, 0.5)], [50.0, 120.0]),
    # 6 cleared and 3 of 5 in hand, for 2 are waited for; all that is asked for; quota overdrawn sells nothing of itself
    (institutions.decide_land_for_homes, [(20.0, 6.0, 5.0, 2.0), (4.0, 6.0, 5.0, 2.0)], [9.0, 4.0]),
    (institutions.decide_land_for_homes, [(20.0, 6.0, -1.0, 0.0), (20.0, 0.0, 1.0, 2.0)], [6.0, 0.0]),
    # a quarter of the usual supply at response 1/2 calls for twice the price: half of the way; usual supply for one
    # A quarter of the supply; a quarter of the sales as well; nothing changed any more.
    (sites.decide_home_price, [(1.0, 0.25, 1.0, 0.5, 0.5), (1.0, 0.25, 0.25, 0.5, 0.5), (1.2, 1.0, 1.0, 0.5, 0.5)],
     [1.5, 1.0, 1.1]),
    # Ten asked for eight: a quarter, capped at .15; all served: nothing.
    (sites.decide_auction_premium, [(10.0, 8.0, 1.0), (10.0, 8.0, 0.15), (10.0, 10.0, 0.15)], [0.25, 0.15, 0.0]),
    # four times the usual size at response 1/2 halves the chance; a quarter doubles it
    (turnover.exit_by_size, [(0.01, 4.0, 0.5), (0.01, 0.25, 0.5)], [0.005, 0.02]),
    # half a month of sales overdrawn adds half of 0.04; never above certainty
    (turnover.decide_exit, [(0.01, 0.5, 0.04), (0.9, 1.0, 0.4)], [0.03, 1.0]),
    # half used at 0.6 and half sold at 0.4 a kWh of 1000: 500, with 50 of aid and 30 of upkeep; all sold
    (energy.roof_gain, [(1000.0, 0.5, 0.6, 0.4, 50.0, 30.0), (1000.0, 0.0, 0.6, 0.4, 0.0, 30.0)], [520.0, 370.0]),
    # the middle owner wants 3000 back in 6 years; one at e : 1 odds half as much again at 2; the first wants nothing
    (energy.roof_hurdle, [(3000.0, 6.0, 0.5, 4.0), (3000.0, 6.0, np.e / (1.0 + np.e), 2.0)], [500.0, 750.0]),
    (energy.roof_hurdle, [(3000.0, 6.0, 1e-9, 4.0), (3000.0, 5.0, 0.5, 4.0)], [0.0, 600.0]),
    (energy.decide_to_offer, [(500.0, 500.0), (499.0, 500.0)], [True, False]),
    # builds, as it leaves more than the lease; lets, as it leaves less
    (energy.decide_roof, [(80.0, 70.0, True, True), (60.0, 70.0, True, True)], [1, 2]),
    # nobody offers: builds; no money: lets
    (energy.decide_roof, [(60.0, 70.0, True, False), (80.0, 70.0, False, True)], [1, 2]),
    # would lose by building and nobody offers; a lease that leaves nothing
    (energy.decide_roof, [(-1.0, 70.0, True, False), (-1.0, 0.0, True, True)], [0, 0]),
    # equal margins: half; 0.2 + 0.5 * (0.5 - 0.2); 100 better at ln 3 / 100: 0.75
    (
        farms.decide_grain_share,
        [(0.2, 900.0, 900.0, 0.01, 0.5), (0.5, 1000.0, 900.0, np.log(3.0) / 100.0, 1.0)],
        [0.35, 0.75],
    ),
    # 100 - 60 + 100 * 5 * 0.02 = 50; no shortage, rate above base
    (farms.decide_farm_borrowing, [(100.0, 60.0, 0.03, 0.05, 5.0), (100.0, 200.0, 0.06, 0.05, 5.0)], [50.0, 0.0]),
    # price and floor alike at 2, spread 0.1: 2 + 0.1 ln 2; so far above the floor that it is worth nothing
    (farms.expected_grain_price, [(2.0, 2.0, 0.1), (3.0, 1.0, 0.01)], [2.0 + 0.1 * np.log(2.0), 3.0]),
    # 3 * 400 + 100 - 1000 * (1 + 0.06 / 2) = 270; without subsidy and interest 200
    (farms.grain_margin, [(3.0, 400.0, 1000.0, 100.0, 0.06, 0.5), (3.0, 400.0, 1000.0, 0.0, 0.0, 0.5)], [270.0, 200.0]),
    # premium 60: claims of 45 less 6 of one's own, and 0.8 of the cost is covered, so of 50: 45 - 6 + 40
    # premium 100, all of it paid, cover above the cost: 75 + 50
    (
        farms.insurance_margin,
        [(1200.0, 0.05, 0.9, 0.75, 50.0, 1500.0), (2000.0, 0.05, 1.2, 0.75, 50.0, 1500.0)],
        [79.0, 125.0],
    ),
    # a half share reveals equal margins; three quarters at ln 3 / 100 that grain is worth 100 more
    (farms.revealed_margin, [(0.5, 270.0, 0.01), (0.75, 270.0, np.log(3.0) / 100.0)], [270.0, 170.0]),
    # 750 + 0.5 * (300 - 200) - 20 = 780; a grower so bad that he would want to be paid offers nothing
    (farms.decide_rent_bid, [(750.0, 300.0, 200.0, 0.5, 20.0), (10.0, 0.0, 200.0, 0.5, 20.0)], [780.0, 0.0]),
    # 750 + 150 - 200 = 700; never below nothing
    (farms.decide_rent_ask, [(750.0, 150.0, 200.0), (100.0, 0.0, 200.0)], [700.0, 0.0]),
    # half of a tenth more industry: 100 * 1.05 less a fifth cleared: 84; luck of -1 leaves nothing
    (institutions.decide_village_rent, [(100.0, 0.5, 1.1, 0.2, 0.0), (100.0, 0.5, 1.1, 0.2, -1.0)], [84.0, 0.0]),
    # the sixth of twelve has the birthday in August, the last one in February; two whole years make two
    (people.age_at, [(30, 5, 7), (30, 5, 8)], [30, 31]),
    (people.age_at, [(30, 11, 2), (30, 0, 25)], [31, 32]),
    # used to 80 of 100; 20 more are expected and 0.6 of them spent: 92; so much less that nothing is left to plan
    (people.decide_planned_consumption, [(80.0, 100.0, 120.0, 0.6), (30.0, 100.0, 0.0, 0.6)], [92.0, 0.0]),
    # plan 90, surprise 20 at 0.3, 600 more than usual at 0.01: 102
    # no savings (40 is less than half of 100): the surprise of -20 counts whole: 90 - 20 - 0.01 * 10 = 69.9
    (
        people.decide_consumption,
        [(90.0, 120.0, 100.0, 900.0, 300.0, 0.3, 0.01), (90.0, 80.0, 100.0, 40.0, 50.0, 0.3, 0.01)],
        [102.0, 69.9],
    ),
    # wants 90 + 0.3 * (20 - 30) = 87 but has 30 + 20; overdrawn and without income: nothing
    (
        people.decide_consumption,
        [(90.0, 20.0, 30.0, 30.0, 30.0, 0.3, 0.01), (50.0, 0.0, 50.0, -5.0, 0.0, 0.3, 0.01)],
        [50.0, 0.0],
    ),
    # 120 - 80 - 15 = 25 is left; income fell to 70 and usually 100 - 80 - 15 = 5 was left: nobody makes up for it
    (people.decide_placements, [(80.0, 120.0, 80.0, 100.0, 15.0), (80.0, 70.0, 80.0, 100.0, 15.0)], [25.0, 0.0]),
    # always helped by 10 (100 - 95 - 15): lost income of 30 does not raise the help; half of it is gone with 5 more
    (people.decide_placements, [(95.0, 70.0, 95.0, 100.0, 15.0), (95.0, 105.0, 95.0, 100.0, 15.0)], [-10.0, -5.0]),
    # 12 wanted 10, half kept at 0.5 * 1: 2 * 0.5 = 1; too few staff: nobody goes
    (enterprises.decide_dismissals, [(12.0, 10.0, 0.5, 1.0), (8.0, 10.0, 0.5, 1.0)], [1.0, 0.0]),
    # 1 - 0.9 * 0.8 = 0.28; nobody dismissed: the quits alone
    (people.decide_leaving, [(0.1, 0.2), (0.1, 0.0)], [0.28, 0.1]),
    # at the reservation: 1 / 2; 0.5 above it at 2 ln 3: 1 / (1 + 1/3)
    (people.decide_acceptance, [(700.0, 1000.0, 0.7, 8.0), (1000.0, 1000.0, 0.5, 2.0 * np.log(3.0))], [0.5, 0.75]),
    # four times the usual tightness doubles 0.1, a tenth more by training: 0.22; never above 1
    (people.decide_job_chance, [(0.1, 0.4, 0.1, 0.5, 0.1), (0.9, 0.4, 0.1, 0.5, 0.0)], [0.22, 1.0]),
    # 3 months at usual length; delay 1.5 asks 4.5; effort 2 asks 2.25
    (projects.decide_passage, [(3.0, 3.0, 1.0, 1.0), (3.0, 3.0, 1.5, 1.0)], [True, False]),
    (projects.decide_passage, [(2.25, 3.0, 1.5, 2.0), (99.0, 3.0, 1.0, 0.0)], [True, False]),
    # 240 / 24; the last 4 yuan
    (projects.decide_spending, [(240.0, 100.0, 24.0, 1.0), (240.0, 236.0, 12.0, 2.0)], [10.0, 4.0]),
    # 4 months at delay 1.5 and effort 2: 4 * 1.5 / 2; effort one: 6
    (projects.decide_wait, [(4.0, 1.5, 2.0), (4.0, 1.5, 1.0)], [3.0, 6.0]),
    # in May only those who need no ceremony, in June all that are ready
    (projects.decide_start, [(True, True, 5), (True, False, 5)], [False, True]),
    (projects.decide_start, [(True, True, 6), (False, False, 6)], [True, False]),
    # 0.3 of the list planned and 0.2 started where 0.5 are due: 1 + 0.5 * 0.1 / 0.5; ahead of schedule: one
    (projects.decide_effort, [(0.2, 0.3, 0.5, 0.5), (0.4, 0.3, 0.5, 0.5)], [1.1, 1.0]),
    # homes sell at 0.64 and half of it shows: 0.8
    (projects.decide_pace, [(1.0, 1.0), (0.64, 0.5)], [1.0, 0.8]),
    # demand up by 21 % and half of it shows: 1.1, less a quarter by exp(-0.5 * 2 ln(4/3)); a third of the money missing
    (projects.decide_worth, [(1.21, 0.5, 2.0 * np.log(4.0 / 3.0), 0.5, 0.0, 1.0), (1.0, 0.5, 0.0, 0.5, 1.0 / 3.0, 3.0)],
     [0.825, np.exp(-1.0)]),
    # half a year late at 0.5: 1 / 1.25; early is no gain
    (projects.decide_prospects, [(1.0, 0.5, 0.5), (1.1, -1.0, 0.5)], [0.8, 1.1]),
    # a fifth fallen, half of which stop: one of luck 0.09 does, one of 0.11 cuts
    (projects.decide_plan, [(0.09, 0.8, 0.0, 0.5, 0.05), (0.11, 0.8, 0.0, 0.5, 0.05)], [0, 1]),
    # a third is built: 0.8 of the gain for two thirds of the money, nobody stops; 4 % are no news
    (projects.decide_plan, [(0.0, 0.8, 1.0 / 3.0, 0.5, 0.05), (0.0, 0.96, 0.0, 0.5, 0.05)], [1, 2]),
    (projects.decide_plan, [(0.0, 1.06, 0.0, 0.5, 0.05), (0.0, 1.04, 0.0, 0.5, 0.05)], [3, 2]),
    # a fifth less of 100, but 90 are built; who goes on keeps what was last decided; who stops leaves what is built
    (projects.decide_volume, [(1, 100.0, 100.0, 0.0, 0.8), (1, 100.0, 100.0, 90.0, 0.8)], [80.0, 90.0]),
    (projects.decide_volume, [(2, 95.0, 100.0, 0.0, 1.0), (0, 95.0, 100.0, 30.0, 0.5)], [95.0, 30.0]),
    # half of a cost saved by a service of effort 0.5 at 0.4: 1.5 * 1.2; less award than usual by the whole cost: nobody
    (enterprises.decide_filing, [(0.5, 0.5, 0.4), (-1.0, 0.0, 0.4)], [1.8, 0.0]),
    (enterprises.decide_stand, [(50.0, 40.0), (0.0, -10.0)], [True, False]),
    # 0.8 of 0.002 and 0.001 are worth 0.0026: more than 0.002, less than 0.003; what costs nothing is taken
    (enterprises.decide_to_insure, [(0.002, 0.8, 0.001, 0.002), (0.002, 0.8, 0.001, 0.003), (0.0, 0.8, 0.001, 0.0)],
     [True, False, True]),
    # the own part falls from 0.8 to 0.4: twice as many at an elasticity of one; at least a twentieth stays one's own
    (enterprises.decide_outlets, [(10.0, 0.6, 0.2, 1.0), (10.0, 1.0, 1.0, 3.0)], [20.0, 10.0]),
    # a tenth more at 0.2 for each tenth: 1.2; ten tenths less: none
    (enterprises.decide_first_stores, [(5.0, 0.1, 0.2), (5.0, -1.0, 0.2)], [6.0, 0.0]),
    # four times the promotion at 0.5: 2, and 1 + 2 * 0.1; none without promotion
    (enterprises.decide_contracts, [(3.0, 4.0, 0.5, 0.1, 2.0), (3.0, 0.0, 0.5, 0.0, 2.0)], [7.2, 0.0]),
    # 4 times the award at 0.5: twice; where there was no award before, none is missed
    (enterprises.decide_recruits, [(6.0, 4.0, 1.0, 0.5), (6.0, 4.0, 0.0, 0.5)], [12.0, 6.0]),
    (enterprises.decide_institution, [(70.0, 40.0, 100.0), (70.0, 30.0, 100.0)], [True, False]),
    # three years of 40 pay 100; what costs nothing still has to save something
    (enterprises.decide_upgrade, [(40.0, 100.0, 3.0), (0.0, -5.0, 3.0)], [True, False]),
    # 0.2 + 0.8 * 0.5 * (0.04 / (0.04 + 0.04)) = 0.4; without a saving nobody goes over
    (enterprises.decide_direct_purchase, [(0.2, 0.0, 0.5, 0.04, 0.04), (0.2, 1.0, 0.5, 0.0, 0.04)], [0.4, 0.2]),
    # past 66 without an heir; with one
    (farms.decide_to_give_up, [(66.0, False, 66.0), (70.0, True, 66.0)], [True, False]),
    # farms gain a tenth and wages a twentieth, response 2: 0.003 * 0.9; farms lose a quarter: half as many more
    (farms.decide_leaving_farming, [(0.003, 1.1, 1.05, 2.0), (0.003, 0.75, 1.0, 2.0)], [0.0027, 0.0045]),
    # odds of one, doubled by a gain of ln 2 spreads: 2/3, half of the way from 1/2; at rest without a gain
    (
        farms.decide_machine_share,
        [(0.5, 0.5, 30.0 * np.log(2.0), 30.0, 0.5), (0.3, 0.3, 0.0, 30.0, 0.5)],
        [7.0 / 12.0, 0.3],
    ),
    # gains what the risk asks: half; ln 3 spreads less: 1 / (1 + 3)
    (farms.decide_rice_fish, [(200.0, 200.0, 100.0), (200.0 - 100.0 * np.log(3.0), 200.0, 100.0)], [0.5, 0.25]),
    # a tenth more of the price at 1.5: 15 % more
    (farms.decide_facilities, [(100.0, 0.1, 1.5), (100.0, -1.0, 1.5)], [115.0, 0.0]),
    # half of 0.2 below the tariff; a roof that asks more than the tariff makes nothing cheaper
    (farms.power_discount, [(0.6, 0.4, 0.5), (0.6, 0.7, 0.5)], [0.1, 0.0]),
    # keeps 0.08 and is paid 0.01 against 0.05 of power and 0.04 of capital: just so; without the pay not
    (farms.decide_room, [(0.08, 0.01, 0.05, 0.04), (0.08, 0.0, 0.05, 0.04)], [True, False]),
    # 0.04 kept and 0.02 paid against 0.05 of power; 0.04 against 0.04 is not worth the work
    (farms.decide_to_run, [(0.04, 0.02, 0.05), (0.04, 0.0, 0.04)], [True, False]),
    # who has one gains 0.01 more than it costs, who has none 0.01 less, but never below nothing
    (farms.revealed_gain, [(0.08, 0.01, True), (0.08, 0.01, False)], [0.09, 0.07]),
    (farms.revealed_gain, [(0.08, 0.1, False), (0.0, 0.02, True)], [0.0, 0.02]),
    # 100 less a quarter of 200; enough in hand; an overdraft helps nobody
    (farms.decide_room_loan, [(100.0, 200.0, 0.25), (100.0, 500.0, 0.25)], [50.0, 0.0]),
    (farms.decide_room_loan, [(100.0, -80.0, 0.5), (0.0, 10.0, 0.5)], [100.0, 0.0]),
    # four times the effort at 0.5: twice the chance, never above one
    (institutions.decide_upper_share, [(0.3, 4.0, 0.5), (0.9, 4.0, 0.5)], [0.6, 1.0]),
    # a twentieth more than last year; nothing of nothing
    (institutions.decide_transfer, [(200.0, 0.05), (0.0, 0.05)], [210.0, 0.0]),
    # 100 less 70 for others pays half of 60; enough for all; nothing left
    (institutions.decide_rank_share, [(100.0, 70.0, 60.0), (100.0, 20.0, 60.0)], [0.5, 1.0]),
    (institutions.decide_rank_share, [(100.0, 120.0, 60.0), (100.0, 0.0, 0.0)], [0.0, 1.0]),
    # 100 less 10 owed and 50 of works leave 40 for 80; enough for all
    # 40 of 100 behind what comes first; 30 added yuan on 60 of awards ask for half more, a fifth is allowed
    (institutions.decide_more, [(30.0, 60.0, 2.0), (30.0, 60.0, 1.2), (0.0, 60.0, 1.2)], [1.5, 1.2, 1.0]),
    (institutions.decide_full_claims, [(60.0, 0.5, 100.0), (60.0, 1.2, 50.0), (0.0, 0.0, 80.0)], [110.0, 50.0, 80.0]),
    (institutions.decide_line_share, [(100.0, 40.0, 20.0, 100.0), (100.0, 40.0, 20.0, 0.0), (10.0, 40.0, 5.0, 5.0)],
     [0.5, 1.0, 0.0]),
    # 5 more may be saved; all is saved; nothing is over
    (institutions.decide_saving, [(12.0, 5.0, 10.0), (3.0, 5.0, 10.0), (-3.0, 5.0, 10.0)], [5.0, 3.0, 0.0]),
    (institutions.decide_early_repayment, [(12.0, 5.0, 50.0), (12.0, 5.0, 4.0), (-3.0, 0.0, 50.0)], [7.0, 4.0, 0.0]),
    (institutions.decide_release, [(10.0, 90.0, 96.0), (10.0, 80.0, 96.0), (10.0, 99.0, 96.0)], [6.0, 10.0, 0.0]),
    # 20 earned, 12 committed: 8, of which there is room for 5; nothing is left of 10
    (institutions.decide_takeover, [(20.0, 12.0, 50.0), (20.0, 12.0, 5.0), (10.0, 12.0, 50.0)], [8.0, 5.0, 0.0]),
    (institutions.decide_terms, [(100.0, 10.0, 50.0, 80.0), (100.0, 0.0, 20.0, 60.0), (0.0, 0.0, 0.0, 0.0)],
     [0.5, 1.0, 1.0]),
    # 20 is the mark: 20 joins; 17 stays, not joins; 15 leaves; who sold 10 from the first stays with 9
    (institutions.decide_list, [(False, 20.0, 20.0, 10.0, 0.8), (True, 17.0, 20.0, 30.0, 0.8),
                                (False, 17.0, 20.0, 30.0, 0.8), (True, 15.0, 20.0, 30.0, 0.8),
                                (True, 9.0, 20.0, 10.0, 0.8)], [True, True, False, False, True]),
    # half as much again was asked so far (29 + 1 over 19 + 1); a tenfold counts three times, a tenth as a quarter
    (institutions.decide_expected_claims, [(100.0, 29.0, 19.0, 0.25, 3.0), (100.0, 99.0, 9.0, 0.25, 3.0)],
     [150.0, 300.0]),
    (institutions.decide_expected_claims, [(100.0, 9.0, 99.0, 0.25, 3.0)], [25.0]),
    # 80 is missing and the limit leaves 50; cash suffices
    (institutions.decide_platform_loan, [(100.0, 20.0, 450.0, 500.0), (100.0, 120.0, 0.0, 500.0)], [50.0, 0.0]),
    # a quarter of a tenth, and all of it
    (institutions.decide_debt_limit, [(400.0, 0.1, 0.25), (400.0, 0.1, 1.0)], [410.0, 440.0]),
    # three quarters of 12 % and a quarter of 4 %
    (institutions.decide_science_growth, [(0.12, 0.04, 0.25), (0.15, -0.05, 1.0)], [0.1, -0.05]),
    # 100 * 4^0.5 * (1 + 0.5 * 0.2 + 0.1) * 1.1 = 264; where nobody finds work nobody comes
    (people.decide_arrivals, [(100.0, 4.0, 0.5, 0.2, 0.5, 0.1, 1.1), (100.0, 0.0, 0.5, 0.0, 0.5, 0.0, 1.0)],
     [264.0, 0.0]),
    (people.decide_departure, [(0.1, True, 3.0), (0.1, False, 3.0)], [0.3, 0.1]),
    # four times the vacancies at 0.5: twice as many sit; never more than there are
    (people.decide_to_sit, [(0.01, 4.0, 0.5), (0.8, 4.0, 0.5)], [0.02, 1.0]),
    # a hundredth of 500, half more at an effort of 0.5 and a response of one; nothing from a loss
    (people.decide_donation, [(500.0, 0.01, 0.5, 1.0), (-500.0, 0.01, 0.5, 1.0)], [7.5, 0.0]),
    # 0.2 * 1.5 * 0.25 / (1 + 0.5) = 0.05: a draw of 0.04 signs, one of 0.05 does not
    (projects.decide_signing, [(0.04, 0.2, 0.5, 0.25, 0.5), (0.0501, 0.2, 0.5, 0.25, 0.5)], [True, False]),
    # 7 asked and 4 in hand; overdrawn: nothing
    (projects.decide_own_funds, [(7.0, 4.0), (7.0, -9.0)], [4.0, 0.0]),
    # 3 missing; banks go to half of 10 and have 3 of it already: 2 more; they have 6: none
    (projects.decide_more_loans, [(3.0, 10.0, 3.0, 0.5), (3.0, 10.0, 6.0, 0.5)], [2.0, 0.0]),
    # 3 in hand and 12 months of half a million carry 9, not 10; losses carry nothing
    (projects.decide_to_carry, [(9.0, 12.0, 3.0, 0.5), (10.0, 12.0, 3.0, 0.5), (4.0, 12.0, 3.0, -1.0)],
     [True, False, False]),
    (projects.decide_taking_over, [(True,), (False,)], [True, False]),
    # a tenth and a twentieth of 1000; relief cannot pass the bill
    (projects.decide_freight_saving, [(1000.0, 0.1, 0.03, 0.02), (1000.0, 0.9, 0.2, 0.0)], [150.0, 1000.0]),
    # at a mean of a third the square of the luck; at one all of it
    (projects.decide_orders_brought, [(0.5, 1.0 / 3.0), (0.5, 1.0)], [0.25, 1.0]),
    (projects.is_quarter_end, [(9,), (10,)], [True, False]),
]
