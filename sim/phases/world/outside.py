"""World: what the outside brings this month."""

from sim.series import Series, declare
from sim.state import State
from sim.state.parts import Opening

declare(
    world__lpr=Series("share", "One-year loan prime rate", "一年期LPR"),
    world__demand_industry=Series("index", "What drives industry made here, mean of 2022 is 1", "工业增长驱动指数"),
    world__demand_services=Series("index", "What drives services made here, mean of 2022 is 1", "服务业增长驱动指数"),
    world__producer_price=Series("index", "Producer prices, mean of 2022 is 1", "工业生产者价格指数"),
    world__consumer_price=Series("index", "Consumer prices, mean of 2022 is 1", "居民消费价格指数"),
)
FOOD = 1  # any industry: producer prices follow one path


def _prices_of_pay(state: State) -> float:
    """What prices make of wages: those of what staff buys and those of what it makes, at the product of 2022."""
    weight = state.settings.behaviour.labour.consumer_prices_in_pay
    made = state.fixed.output * state.fixed.value_added_rate
    product = float((made * state.price()).sum() / made.sum())
    return float(state.world.consumer_price[state.month - 1]) ** weight * product ** (1.0 - weight)


def read_world(state: State) -> None:
    """Wages follow prices and productivity; what the outside orders, charges and lends at is this month's."""
    row, world = state.month - 1, state.world
    firms, farms = state.enterprises, state.farms
    state.now.opening = Opening(
        firms.deposits.copy(), state.households.deposits.copy(), farms.deposits.copy(), firms.loans.copy(),
        farms.loans.copy(),
    )  # fmt: skip
    growth = state.settings.behaviour.production.productivity_growth_annual * state.shocks
    state.now.productivity = (1.0 + growth) ** (state.month / 12.0)
    state.now.wage_index = _prices_of_pay(state) * state.now.productivity
    state.record("world.lpr", world.lpr[row])
    state.record("world.demand_industry", world.industry[row])
    state.record("world.demand_services", world.services[row])
    state.record("world.producer_price", world.price[row, FOOD])
    state.record("world.consumer_price", world.consumer_price[row])
