"""The end of a budget year: what is owed is paid as far as cash goes, and a surplus has one declared use.

Why a rule for surplus: a treasury that neither spends nor repays what is left would hoard while its platforms pay
interest. Orders of December are carried over and paid in January.
"""

from agents.institutions import decide_early_repayment, decide_saving
from sim.budget import arrears, bills_ordered, cash
from sim.calendar import MONTHS
from sim.phases.policy.cash import pay_owed
from sim.series import Series, declare
from sim.state import State, rests

declare(
    fiscal__carried_over=Series("yuan", "Orders of December carried over to January", "年末结转支付"),
    fiscal__stabilisation_fund=Series("yuan", "Budget stabilisation fund", "预算稳定调节基金余额"),
    fiscal__debt_repaid=Series("yuan", "Debts of platforms repaid early out of a surplus", "年末超收偿还平台债务"),
)


@rests
def close_year(state: State) -> None:
    """In December pay arrears out of cash, set a surplus aside, and repay debts with what the fund may not hold.

    What stays is the working cash with which a year begins. The budget of 2023 was balanced and leaves nothing.
    """
    treasury = state.books.treasury
    if treasury.transfer is not None and state.month_of_year == MONTHS:
        carried = max(treasury.extra_purchases + bills_ordered(state, state.month), 0.0)
        owed = arrears(state)
        if owed > 0.0:
            pay_owed(state, min(1.0, max(cash(state) - carried, 0.0) / owed))
        surplus = cash(state) - carried - treasury.working
        limit = state.settings.behaviour.treasury.fund_limit * state.series.year("consumption.government", state.year)
        saved = float(decide_saving(surplus, treasury.fund, limit))
        treasury.fund += saved
        _repay_platforms(state, float(decide_early_repayment(surplus, saved, state.ledger.loans("platforms"))))
        state.record("fiscal.carried_over", carried)
    state.record("fiscal.stabilisation_fund", treasury.fund)


def _repay_platforms(state: State, repaid: float) -> None:
    """Hand platforms what repays their banks at once, yuan."""
    state.ledger.transfer("debt_relief", "government", repaid, "platforms", repaid)
    state.ledger.repay("platforms", repaid)
    state.record("fiscal.debt_repaid", repaid)
