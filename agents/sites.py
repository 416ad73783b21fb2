"""What an enterprise decides about its land and floor space, and what the owner of a site decides when it is asked for.

Amounts are yuan a year for one mu of floor space or of land, unless said otherwise.
"""

import numpy as np

from agents.rules import choose


def floor_limit(land, density, floor_capacity, progress):
    """Capacity (yuan a month) that the floor space of a site carries; `progress` is how much more it carries by now.

    Assumption: a fixed ratio of machines to floor space with a trend, ranges in conf behaviour.sites.
    """
    return land * density * floor_capacity * progress


def decide_investment_on_floor(wanted, worn, capital, capacity, limit):
    """Add machines only as far as there is floor space to put them on; what wears out is always replaced.

    Assumption: capacity grows in step with capital, so capital may grow by what the floor leaves over capacity.
    """
    spare = np.maximum(limit / np.maximum(capacity, 1.0) - 1.0, 0.0)
    return np.minimum(wanted, worn + capital * spare)


def value_of_floor(profit, capital, capacity, floor_capacity, rate):
    """What one more mu of floor would earn: the profit of the machines it carries less the return they must bring.

    `profit` is yuan a month, `rate` the yearly cost of money. Assumption: the margin of the day holds at the margin.
    """
    return floor_capacity * (12.0 * profit - rate * capital) / np.maximum(capacity, 1.0)


def decide_floor_wanted(capacity, expected, use, accelerator, months, floor_capacity, floor):
    """Mu of floor a firm wants beyond what it has: room for the machines it will have bought by when it is built.

    Assumption: plans reach `months` ahead at the pace of its own investment rule.
    """
    gap = np.maximum(expected / use / np.maximum(capacity, 1.0) - 1.0, 0.0)
    planned = capacity * (1.0 + accelerator * gap * months)
    return np.maximum(planned / np.maximum(floor_capacity, 1e-9) - floor, 0.0)


def decide_land_bid(floor_value, building_cost, density, rate):
    """Yuan a firm would pay for a mu of land: what its floor earns beyond the user cost of the building, capitalised.

    Assumption: bids reveal value; plots are listed at a price and go to the highest bids first.
    """
    return np.maximum(floor_value - building_cost, 0.0) * density / rate


def decide_way(new_land, denser, rooms):
    """The cheapest way to a mu of floor: 0 new land, 1 build denser, 2 rent rooms; what is closed to a firm is inf.

    Assumption: costs of a year are compared, no taste for one's own land.
    """
    return choose((new_land <= denser) & (new_land <= rooms), 0, choose(denser <= rooms, 1, 2))


def decide_terms(cash, cost, short_part, lease_rate, rate, is_flexible):
    """How land of `cost` yuan is taken: 0 bought, 1 for a shorter term, 2 leased, 3 not at all.

    Who has the cash buys, unless a lease costs less than money; shorter terms and leases ask less at once. Clause 15.
    """
    owns = np.logical_or(rate <= lease_rate, np.logical_not(is_flexible))
    short = np.logical_and(is_flexible, rate <= lease_rate) & (cash >= short_part * cost)
    return choose(owns & (cash >= cost), 0, choose(short, 1, choose(is_flexible, 2, 3)))


def decide_densifying(wanted, room, cash, extra_cost):
    """Mu of floor built over the floor one has: as far as the plot may be built and cash pays for it.

    Assumption: what building over costs beyond new building is paid out of cash; the rest is capital spending.
    """
    return np.minimum(np.minimum(wanted, room), np.maximum(cash, 0.0) / np.maximum(extra_cost, 1e-9))


def loss_of_closing(profit, land, hurdle):
    """Yuan for a mu of land an owner loses who closes: the profit of the site for good, none where there is no profit.

    Assumption: profits of the day, capitalised at the hurdle rate of owners.
    """
    return np.maximum(12.0 * profit, 0.0) / hurdle / np.maximum(land, 1e-9)


def loss_of_moving(profit, capital, density, land, months, outlay, rent, hurdle):
    """Yuan for a mu of land a firm loses that moves: profit of the months it stands still, machines, rent for good.

    Assumption: machines are moved at a part of their worth; rooms as large as the floor that is given up.
    """
    once = (np.maximum(profit, 0.0) * months + outlay * capital) / np.maximum(land, 1e-9)
    return once + rent * density / hurdle


def decide_giving_up(offer, closing, moving):
    """Give land back when what is offered for a mu makes up for the lesser of both losses. Clauses 15, 60."""
    return offer >= np.minimum(closing, moving)


def decide_to_move(closing, moving):
    """Go on elsewhere in the district when that loses no more than closing. Clauses 15, 60."""
    return moving <= closing


def decide_home_price(price, supply, sold, response, speed):
    """Sellers of homes move prices part of the way to what calls for it: homes under way, and homes sold.

    `supply` and `sold` are relative to the usual.
    Assumption: constant elasticity of price to homes under way for each home sold, ranges in conf behaviour.property.
    """
    return price + speed * ((np.maximum(supply, 0.05) / np.maximum(sold, 0.05)) ** -response - price)


def decide_auction_premium(asked, offered, cap):
    """Share over the usual price at which land for homes goes: bids rise with what is missing, up to the cap.

    Assumption: developers who want land put what they would have paid into what there is; auctions end at a cap.
    """
    return np.clip(asked / np.maximum(offered, 1e-9) - 1.0, 0.0, cap)
