"""Institutions: a few hundred real Mesa agents with state of their own.

Bureaus manage a chapter's line, banks lend, the guarantee company stands behind covered loans, towns and village
collectives hold land and earn rent.
"""

from enum import IntEnum

import mesa
import numpy as np

from agents.rules import choose

MONTHS = 12


class Rank(IntEnum):
    """What a chapter's line pays, in the order in which it is served; what is cut first stands last.

    Purchases that nobody claims come after all of them.
    """

    WORKS = 0  # rights, contracts and works under way
    PROGRAMMES = 1  # what the text promises in a number and bureaus buy: places, beds, lifts, courses, events
    AWARDS = 2  # awards and subsidies, at the rates of the year


class Bureau(mesa.Agent):
    """The lead department of one chapter: holds the chapter's budget line and pays from it.

    It knows what last year asked of it. In January it sets the rates of awards so that they fit the line behind works
    and programmes; in each month a rank gets what the ranks before it are expected to leave, at the rate at which that
    lasts the year (总额控制、比例兑付). Programmes keep their unit cost and are begun in part. What is awarded and not
    paid stays owed.
    """

    def __init__(self, model: mesa.Model, chapter: str, name_zh: str) -> None:
        super().__init__(model)
        self.chapter = chapter
        self.name_zh = name_zh
        self.line_annual = 0.0
        self.moved = 0.0  # yuan that other lines handed to this one in the year, below zero if it gave
        self.spent_year = 0.0
        self.terms = 1.0  # rates of awards of this year over those printed
        self.more = 1.0  # programmes of this year over those planned
        self.asked = np.zeros((len(Rank), MONTHS))  # of this year by rank and month, yuan
        self.known = np.zeros((len(Rank), MONTHS))  # last year's claims as full rates and plans would bring them now
        self.expected = np.zeros((len(Rank), MONTHS))  # the same at this year's terms

    def open_year(self, line_annual: float, growth: float = 1.0) -> None:
        """A new budget year: the line is voted, what was unspent lapses, last year's claims are remembered.

        `growth` is that of policy's strength, with which claims grow.
        """
        full = self.asked.copy()
        full[Rank.AWARDS] = decide_full_claims(self.asked[Rank.AWARDS], self.terms, self.known[Rank.AWARDS])
        full[Rank.PROGRAMMES] /= self.more
        self.known, self.asked = growth * full, np.zeros((len(Rank), MONTHS))
        self.expected = self.known.copy()
        self.line_annual, self.moved, self.spent_year = line_annual, 0.0, 0.0
        self.terms = self.more = 1.0

    def set_terms(self, arrears: float, added: float, most_terms: float, most_quantity: float) -> None:
        """Rates and quantities of the year, by what is owed (`arrears`, yuan) and what is expected to be asked.

        `added` are yuan of the line beyond its usual course.
        """
        works, programmes, awards = self.known.sum(axis=1)
        self.terms = float(decide_terms(self.line_annual, arrears, works + programmes, awards))
        free = min(added, self.line_annual - arrears - works - programmes - awards)
        if free > 0.0:
            self.terms = float(decide_more(free, awards, most_terms))
            self.more = float(decide_more(free - (self.terms - 1.0) * awards, programmes, most_quantity))
        self.expected = self.known.copy()
        self.expected[Rank.AWARDS] *= self.terms
        self.expected[Rank.PROGRAMMES] *= self.more

    def voted(self) -> float:
        """Yuan voted for the year, before the adjustment between lines."""
        return self.line_annual - self.moved

    def remaining(self) -> float:
        """Yuan left in this year's line."""
        return max(self.line_annual - self.spent_year, 0.0)

    def to_come(self, month_of_year: int, rank: int = Rank.AWARDS) -> float:
        """Yuan of claims still to come this year of a rank and those before it, if they come as expected."""
        expected, asked = self.expected[: rank + 1], self.asked[: rank + 1]
        of_month = max(expected[:, month_of_year - 1].sum() - asked[:, month_of_year - 1].sum(), 0.0)
        return float(of_month + expected[:, month_of_year:].sum())

    def grant(
        self, claims: float, month_of_year: int, rank: Rank = Rank.AWARDS, again: float = 0.0, most: float = 1.0
    ) -> float:
        """Share of claims the line pays, between 0 and `most` (what the treasury's cash allows); it counts as spent.

        `again` yuan of the claims were presented before and are remembered since.
        """
        if claims <= 0.0:
            return 0.0
        self.asked[rank, month_of_year - 1] += max(claims - again, 0.0)
        before = self.to_come(month_of_year, rank - 1) if rank > 0 else 0.0
        own = max(self.to_come(month_of_year, rank) - before, 0.0)
        share = min(most, float(decide_line_share(self.remaining(), before, claims, own)))
        self.spent_year += share * claims
        return share

    def left_for_arrears(self, month_of_year: int) -> float:
        """Yuan of the line that pay what is owed: all of it in January, later what the claims to come leave."""
        return self.remaining() if month_of_year == 1 else max(self.remaining() - self.to_come(month_of_year), 0.0)

    def spend(self, amount: float) -> None:
        """Buy what nobody claims, yuan."""
        self.spent_year += amount

    def copy_to(self, model: mesa.Model) -> "Bureau":
        """The same bureau in another model, independent from now on."""
        twin = Bureau(model, self.chapter, self.name_zh)
        twin.line_annual, twin.moved, twin.spent_year = self.line_annual, self.moved, self.spent_year
        twin.terms, twin.more = self.terms, self.more
        twin.asked, twin.known, twin.expected = self.asked.copy(), self.known.copy(), self.expected.copy()
        return twin


class Bank(mesa.Agent):
    """A bank branch, or the local legal person whose own capital binds.

    A branch lends within its head office's allotment; deposits do not fund local loans.
    """

    def __init__(self, model: mesa.Model, name_zh: str, market_share: float, is_local: bool) -> None:
        super().__init__(model)
        self.name_zh = name_zh
        self.market_share = market_share
        self.is_local = is_local
        self.room = 0.0  # yuan by which its loans may still grow

    def release(self, growth: float, grown: float, repaid: float, kept_months: float) -> None:
        """A month's room is released: all loans here may grow by `growth` yuan, and grew by `grown` last month.

        What was not used of it stays open for `kept_months`, and what was `repaid` and not asked for a month longer;
        what was lent beyond the room is missing from it, though no longer than growth makes up for in that time.
        """
        owed = kept_months * self.market_share * max(growth, 0.0)
        kept = owed + self.market_share * max(min(growth, 0.0) + repaid, 0.0)
        self.room = min(max(self.room - self.market_share * grown, -owed), kept) + self.market_share * growth

    def may_lend(self, repaid: float) -> float:
        """Yuan it may lend this month out of its room and its part of what is `repaid` in the district."""
        return float(decide_lending(self.room, self.market_share * repaid))

    def allot(
        self, rolled: float, secured: float, unsecured: float, repaid: float, kept_for_new: float
    ) -> tuple[float, float, float]:
        """Parts it makes, 0 to 1 each, of loans to be rolled over, and of secured and unsecured new ones (yuan).

        What falls due is rolled over first, but for the part of lending that is kept for new loans.
        """
        old, first, rest = (self.market_share * asked for asked in (rolled, secured, unsecured))
        lending = self.may_lend(repaid)
        again = float(decide_allotment(old, (1.0 - kept_for_new) * lending))
        part = float(decide_new_loans(first, rest, lending - again * old))
        return again, part, part * part


class GuaranteeCompany(mesa.Agent):
    """The public guarantee company: covered loans cannot exceed a multiple of its capital."""

    def __init__(self, model: mesa.Model, capital: float, leverage: float) -> None:
        super().__init__(model)
        self.capital = capital
        self.leverage = leverage
        self.covered = 0.0

    def room(self) -> float:
        """Yuan of loans it can still cover."""
        return max(self.capital * self.leverage - self.covered, 0.0)


class Town(mesa.Agent):
    """A town or subdistrict; `code` is its place in the region's list."""

    def __init__(self, model: mesa.Model, code: int, name_zh: str) -> None:
        super().__init__(model)
        self.code = code
        self.name_zh = name_zh


class Village(mesa.Agent):
    """A village collective: rents from buildings and reserved land, dividends, paired transfers.

    `number` is permanent and keys its random numbers; `rent_annual` is yuan a year at the start; `exposure` is the
    part of a change of the town's industry that reaches the rent (1: all of it).
    """

    def __init__(self, model: mesa.Model, town: int, rent_annual: float, exposure: float, number: int = 0) -> None:
        super().__init__(model)
        self.town = town
        self.rent_annual = rent_annual
        self.exposure = exposure
        self.number = number
        self.income_year = 0.0
        self.income_last = 0.0

    def earn(self, amount: float) -> None:
        """Operating income (经营性收入) of this month."""
        self.income_year += amount

    def close_year(self) -> None:
        """Keep last year's income for comparison and start anew."""
        self.income_last, self.income_year = self.income_year, 0.0

    def copy_to(self, model: mesa.Model) -> "Village":
        """The same village in another model, independent from now on."""
        twin = Village(model, self.town, self.rent_annual, self.exposure, self.number)
        twin.income_year, twin.income_last = self.income_year, self.income_last
        return twin


def decide_transfer(last_year, growth):
    """What the levels above hand down this year: last year's transfer by formula, grown; known before the year. Yuan.

    Assumption: a base that balanced the budget of 2023 and a growth in conf behaviour.treasury, whatever is spent here.
    """
    return last_year * (1.0 + growth)


def decide_rank_share(money, before, wanted):
    """Part of the outlays of one rank (`wanted`, yuan) that is paid: what higher ranks (`before`) leave of the money.

    Assumption: ranks by the order of the budget law and practice: basic services, arrears, works that are ordered,
    awards and subsidies, then purchases that can be put off. Nothing is borrowed for it: a district may not.
    """
    left = np.maximum(money - before, 0.0)
    return np.minimum(left / np.maximum(wanted, 1.0), 1.0)


def decide_terms(line, arrears, before, awards):
    """Part of the printed rates of awards that holds this year, so that claims as expected fit the line voted.

    Assumption: who writes the terms of a year knows the line and last year's claims (量入为出); what is owed, works
    under way and what the text promises in a number come first (`before`, yuan), so rates fall before quantities.
    Where no claims are expected the printed rates hold.
    """
    left = np.maximum(line - arrears - before, 0.0)
    return choose(awards > 0.0, np.minimum(left / np.maximum(awards, 1e-9), 1.0), 1.0)


def decide_more(added, claims, most):
    """Rates or quantities over those printed that `added` yuan allow, where as printed they bring `claims`; to `most`.

    Assumption: money beyond the usual course of a line raises rates of awards first, then orders more of the
    programmes, and buys other things with the rest; limits in conf behaviour.government.
    """
    return np.clip(1.0 + np.maximum(added, 0.0) / np.maximum(claims, 1.0), 1.0, most)


def decide_full_claims(asked, terms, known):
    """Awards that printed rates would have brought in a year in which only `terms` of them held, yuan.

    Assumption: claims in step with rates; what was not asked as it was not offered is known from the years before.
    """
    return asked / np.maximum(terms, 1.0) + np.maximum(1.0 - terms, 0.0) * known


def decide_line_share(left, before, claims, own):
    """Part of this month's claims of a rank that a line pays: what is left behind the ranks before it, evenly.

    `before` and `own` are yuan expected until December of the ranks before and of the same rank. Assumption: the same
    part all year, so that the first to ask do not take what the last are promised.
    """
    return np.minimum(np.maximum(left - before, 0.0) / np.maximum(claims + own, 1e-9), 1.0)


def decide_saving(surplus, fund, limit):
    """What of a year's surplus the stabilisation fund (预算稳定调节基金) takes, up to its limit; yuan.

    Assumption: after the State Council's rules of 2015 for idle money, from memory; beyond the limit debts are reduced.
    """
    return np.clip(surplus, 0.0, np.maximum(limit - fund, 0.0))


def decide_early_repayment(surplus, saved, loans):
    """Platforms' loans repaid out of what the stabilisation fund does not take of a surplus; yuan.

    Assumption: debts before new works, by the same rules; what is left after both is carried over.
    """
    return np.clip(surplus - saved, 0.0, loans)


def decide_release(fund, money, wanted):
    """What the stabilisation fund gives when `money` falls short of the outlays `wanted` that it stands for; yuan.

    Assumption: basic services, what is owed, works and awards; not purchases that can be put off.
    """
    return np.clip(wanted - money, 0.0, fund)


def decide_list(is_on, sales, mark, usual, kept):
    """Who is on the list of the new year: who sold as much as the mark, and of those on it who did not fall well below.

    Who was below the mark from the first (`usual` sales of a year) is judged by that. All yuan a year. Assumption: the
    mark is a rule of the reporting system, how far below it firms are struck off is practice: behaviour.list_marks.
    """
    return (sales >= mark) | (is_on & (sales >= kept * np.minimum(mark, usual)))


def decide_expected_claims(last_year, asked, asked_before, least, most):
    """Claims still to come this year, yuan: those of the same months last year, as much more as was asked so far.

    Assumption: a few months are no year: neither less than `least` nor more than `most` times last year's are planned
    for, conf behaviour.treasury; in January nothing is known yet and last year's are.
    """
    return last_year * np.minimum(np.maximum((asked + 1.0) / (asked_before + 1.0), least), most)


def decide_platform_loan(need, cash, debt, limit):
    """Borrow what the payments due lack beyond cash in hand, as far as the limit of the year leaves room; yuan.

    Assumption: platforms borrow late, so as not to pay interest on idle money, and never beyond what they are allowed.
    """
    return np.maximum(np.minimum(need - cash, limit - debt), 0.0)


def decide_takeover(earned, committed, room):
    """Works platforms take over from short lines: what they earn beyond debt service and works of their own; yuan.

    Never more than the room they have. Assumption: banks and the district judge by whether revenue covers interest,
    repayment and what is begun (自求平衡); works that nobody can carry wait.
    """
    return np.clip(earned - committed, 0.0, np.maximum(room, 0.0))


def decide_debt_limit(debt_january, growth, passed):
    """Loans a platform may owe now: those of January and an even part of the growth allowed for the year; yuan.

    Assumption: growth in conf behaviour.platforms; `passed` is the part of the year that has begun. What is not
    used lapses.
    """
    return debt_january * (1.0 + growth * passed)


def decide_land_for_homes(asked, cleared, in_hand, kept):
    """Sell land for homes as it is asked for: what was cleared first, then quota that no project at the gate waits for.

    All mu. Assumption: plants go before homes, and nothing is held back for a better price. Clause 59.
    """
    return np.minimum(asked, cleared + np.maximum(in_hand - kept, 0.0))


def decide_energy_standing(value_added, usual, years_waited, weight, is_key, is_ahead):
    """Place of an applicant for energy quota, highest first: who goes ahead, key projects, then value added by a tce.

    Each year of waiting counts like `weight` times as much value added (yuan a year for a tce); below one in all, so
    that it never outweighs a list. Assumption: assessment by output for a mu and a tce as in the province's
    reviews, range in conf behaviour.energy. Clauses 5, 61.
    """
    worth = value_added * (1.0 + weight * years_waited)
    return 2.0 * is_ahead + is_key + worth / np.maximum(worth + usual, 1e-9)


def decide_allotment(asked, room):
    """Part of the loans asked for that a branch makes out of the room it has left, the same part to all who ask.

    Assumption: a client whose loan falls due comes before one who is new.
    """
    return choose(asked > 0.0, np.minimum(np.maximum(room, 0.0) / np.maximum(asked, 1e-9), 1.0), 1.0)


def decide_lending(room, repaid):
    """Lend what may be lent, yuan: the room to grow and what is repaid; told to shrink, keep part of what is repaid.

    A branch that refused all its clients at once would lose them and their loans: the part of what is repaid that it
    lends again falls towards nothing as the shrinking asked for (room below zero) grows over what is repaid.
    Assumption: exponential, as no branch is known to stop at once.
    """
    shrinking = np.minimum(room, 0.0) / np.maximum(repaid, 1e-9)
    return np.maximum(room, 0.0) + np.maximum(repaid, 0.0) * np.exp(shrinking)


def decide_new_loans(secured, unsecured, room):
    """Part of the secured new loans asked for that a branch makes out of its room; on trust it makes the square of it.

    Such that the room is used: secured x part + unsecured x part squared. Assumption: who can pledge nothing is held to
    the same doubt twice, so secured loans suffer less and nobody is cut off whole.
    """
    open_room = np.maximum(room, 0.0)
    whole = secured + np.sqrt(secured * secured + 4.0 * unsecured * open_room)
    return choose(open_room >= secured + unsecured, 1.0, np.minimum(2.0 * open_room / np.maximum(whole, 1e-9), 1.0))


def decide_trust(collateral, is_losing, appetite):
    """Part of an application a branch will consider: who expects a loss gets its secured part, and of the rest a part.

    Assumption: `appetite` for unsecured loans to firms that lose money, range in conf behaviour.credit.
    """
    return choose(is_losing, collateral + (1.0 - collateral) * appetite, 1.0)


def decide_village_rent(rent, exposure, industry_index, evicted_share, luck):
    """A village's rent follows part of its town's industry, loses tenants to clearing, and has luck of its own.

    Assumption: pass-through and the weight of clearing on village buildings, ranges in conf behaviour.villages.
    """
    follows = np.maximum(1.0 + exposure * (industry_index - 1.0), 0.0)
    return rent * follows * (1.0 - evicted_share) * np.maximum(1.0 + luck, 0.0)


def decide_upper_share(usual, effort, elasticity):
    """Chance that a fund above joins a deal: the usual one, higher where the district pitches harder.

    Assumption: a power of effort, 1 in the plan year; values in conf behaviour.capital_market. Clause 56.
    """
    return np.minimum(usual * np.maximum(effort, 0.0) ** elasticity, 1.0)


def decide_science_growth(target, revenue_growth, weight):
    """Let science grow by the plan, held back or drawn on by the revenue there is.

    Assumption: a weighted mean, weight in conf behaviour.innovation. Clause 13.
    """
    return (1.0 - weight) * target + weight * revenue_growth
