"""The ledger: every flow of money goes through `transfer`, `clear`, `lend` or `repay` and moves real deposit columns.

Why two sides are summed apart: a transfer debits the payer's rows and credits the payee's rows with amounts that were
worked out separately; the ledger refuses when their weighted totals differ. At the end of a month it compares the
change of every stock of deposits with the flows that were recorded, the loans in the columns with the banks' own
book, and the banks' balance with the head-office position that payments across the border built up. None of these
is defined by the identity it is tested with.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.columns import Table
from sim.kernels.ledger import add_part, add_to_rows, turn_over

HOLDERS = (
    "enterprises", "households", "farms", "projects", "villages", "government", "platforms", "developers",
    "contractors", "banks", "outside",
)  # fmt: skip
CODE = {name: code for code, name in enumerate(HOLDERS)}
TOLERANCE = 1e-9
NOBODY: Mapping[str, Any] = MappingProxyType({})


class LedgerError(ArithmeticError):
    """Money that appeared, vanished or moved without a record; names the flow or the holder and the gap."""


@dataclass
class Account:
    """Deposits and loans of one institution or of a group kept as one account, yuan."""

    deposits: float = 0.0
    loans: float = 0.0


@dataclass(frozen=True)
class Spread:
    """Yuan of all rows of a holder, or of some, as a part of a column with a value for each: `rate` times its values.

    `total` is the weighted sum of the column, which the payer knows. Why told: hundreds of thousands of households are
    then read once and not three times. That it is right is seen when stocks are compared with flows.
    """

    rate: float
    column: NDArray
    total: float

    @property
    def yuan(self) -> float:
        """All of it."""
        return self.rate * self.total


@dataclass
class Ledger:
    """Stocks of money by holder and the flows of the current month.

    `columns` maps a holder to the table whose `deposits` (and `loans`) columns it owns, `accounts` to a single
    account. `scale_of_gap` is one month's gross output, the size to which a gap is compared.
    """

    columns: dict[str, Table] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    scale_of_gap: float = 1.0
    flows: dict[str, NDArray] = field(default_factory=dict)
    book: dict[str, float] = field(default_factory=dict)
    head_office: float = 0.0
    bank_equity: float = 0.0
    worst_gap: float = 0.0
    _opening: dict[str, float] = field(default_factory=dict)
    _found: dict[str, tuple[float, float]] | None = None

    def transfer(self, kind: str, payer: str, paid, payee: str, received=None, rows=None, payee_rows=None) -> float:
        """Move money and record it; returns the total in yuan.

        Parameters
        ----------
        kind : name of the flow, such as "wages".
        payer, payee : holders.
        paid, received : yuan per agent, one value per row of the holder's table (or of `rows`), or a scalar total
            for a holder kept as one account, or a `Spread` over all rows. A payee that is one account receives what is
            paid if nothing else is said.

        Raises
        ------
        LedgerError : the two totals differ by more than 1e-9 of the larger one, or an amount is not finite.
        """
        out = self._move(payer, paid, rows, -1.0)
        into = self._move(payee, out if received is None else received, payee_rows, 1.0)
        if not _agree(out, into):
            raise LedgerError(f"flow '{kind}': {payer} paid {out!r} yuan but {payee} received {into!r}")
        self._record(kind, payer, payee, out)
        self._across(payer, payee, out, into)
        return out

    def clear(
        self, flows: Mapping[tuple[str, str, str], float], paid: Mapping[str, Any], received: Mapping[str, Any],
        kept: Mapping[str, tuple[Any, NDArray | None]] = NOBODY,
    ) -> None:  # fmt: skip
        """Many flows at once: what a holder pays in all, and what another gets in all, moves its rows once.

        Parameters
        ----------
        flows : yuan by (kind, payer, payee), as each would be with `transfer`.
        paid, received : by holder all it pays and all it gets, yuan per row, or in total for one kept as one account.
        kept : by holder that passes on part of what it gets, and stands in neither, what is left to it, and its rows.

        Raises
        ------
        LedgerError : what a holder pays or gets is not the sum of its flows, within 1e-9, or is not finite.
        """
        for side, (name, amounts, sign) in enumerate((("paid", paid, -1.0), ("received", received, 1.0)), start=1):
            sums = dict.fromkeys(amounts, 0.0)
            for flow, yuan in flows.items():
                sums[flow[side]] = sums.get(flow[side], 0.0) + yuan
            for holder, told in sums.items():
                if holder in kept:
                    continue
                moved = self._move(holder, amounts[holder], None, sign) if holder in amounts else 0.0
                if not _agree(moved, told):
                    kinds = ", ".join(sorted({flow[0] for flow in flows if flow[side] == holder}))
                    raise LedgerError(f"flows '{kinds}': {holder} {name} {moved!r} yuan but its flows are {told!r}")
        for holder, (amounts, rows) in kept.items():
            told = sum((flow[2] == holder) * yuan - (flow[1] == holder) * yuan for flow, yuan in flows.items())
            moved = self._move(holder, amounts, rows, 1.0)
            if not _agree(moved, told):
                raise LedgerError(f"{holder} kept {moved!r} yuan but its flows leave {told!r}")
        for (kind, payer, payee), yuan in flows.items():
            self._record(kind, payer, payee, yuan)
            self._across(payer, payee, yuan, yuan)

    def divide(self, kind: str, payer: str, paid, parts: Mapping[str, float]) -> float:
        """One payment that goes to several holders kept as one account, such as a tax the levels share; yuan in all.

        Like `transfer` to each, but the payers' rows are debited once. `parts` are the holders' shares, together one.
        """
        total = self._move(payer, paid, None, -1.0)
        if not math.isfinite(total) or abs(sum(parts.values()) - 1.0) > TOLERANCE:
            raise LedgerError(f"flow '{kind}': {payer} paid {total!r} yuan in parts {dict(parts)!r}")
        for payee, part in parts.items():
            self._shift(payee, part * total, None, 1.0, "deposits")
            self._record(kind, payer, payee, part * total)
            if payee == "outside":
                self.head_office -= part * total
        return total

    def lend(self, borrower: str, amounts, rows=None) -> float:
        """New loans: the borrower's loans and deposits rise together, and so does the banks' book."""
        total = self._move(borrower, amounts, rows, 1.0)
        self._shift(borrower, amounts, rows, 1.0, "loans")
        self.book[borrower] = self.book.get(borrower, 0.0) + total
        self._record("new_loans", "banks", borrower, total)
        return total

    def repay(self, borrower: str, amounts, rows=None) -> float:
        """Repayment of principal: loans and deposits fall together."""
        total = self._move(borrower, amounts, rows, -1.0)
        self._shift(borrower, amounts, rows, -1.0, "loans")
        self.book[borrower] = self.book.get(borrower, 0.0) - total
        self._record("repayments", borrower, "banks", total)
        return total

    def turn_over(self, borrower: str, repaid: Spread, lent: Spread, kind: str, payee: str) -> None:
        """Repay a part of the loans that stand, lend another part of them anew and pay it on: `repay`, `lend` and a
        `transfer` of a kind to a payee kept as one account, in one pass over the borrowers."""
        table, new = self.columns[borrower], lent.yuan
        turn_over(table.deposits, table.loans, repaid.rate, lent.rate)
        self._shift(payee, new, None, 1.0, "deposits")
        self.book[borrower] = self.book.get(borrower, 0.0) + new - repaid.yuan
        self._record("repayments", borrower, "banks", repaid.yuan)
        self._record("new_loans", "banks", borrower, new)
        self._record(kind, borrower, payee, new)

    def write_off(self, borrower: str, amounts, rows=None) -> float:
        """Loans that will not be repaid: the loss is the banks', no deposit moves."""
        total = self._move(borrower, amounts, rows, -1.0, column="loans")
        self.book[borrower] = self.book.get(borrower, 0.0) - total
        self.bank_equity -= total
        return total

    def deposits(self, holder: str) -> float:
        """All deposits of a holder, yuan, weighted."""
        return self._stock(holder, "deposits")

    def loans(self, holder: str) -> float:
        """All loans of a holder, yuan, weighted."""
        return self._stock(holder, "loans")

    def take_stock(self) -> dict[str, tuple[float, float]]:
        """Deposits and loans of each holder, yuan, weighted; remembered until money moves again or a month begins.

        Why: figures are measured, the ledger checked and the next month opened on the same stocks. What changes them
        beside the ledger in between is missing when that month is checked.
        """
        self._found = self._stocks()
        return self._found

    def open_month(self) -> None:
        """Remember the stocks and forget the flows of last month."""
        self.flows = {}
        self._opening = {holder: deposits for holder, (deposits, _) in self._stocks().items()}
        self._found = None

    def open_books(self) -> None:
        """First day: the banks' book is the loans that stand, and head offices hold the balance of that day."""
        self.book = {holder: self.loans(holder) for holder in HOLDERS if self._is_stock(holder)}
        self.head_office = self._all("deposits") - sum(self.book.values()) + self.bank_equity

    def check(self) -> float:
        """Compare stocks with flows, loans with the book, the banks' two sides; returns the largest relative gap.

        Raises
        ------
        LedgerError : a gap above 1e-9 of a month's output, with the identity that broke.
        """
        gaps = dict(self._gaps())
        name, gap = max(gaps.items(), key=lambda item: math.inf if math.isnan(item[1]) else abs(item[1]))
        relative = abs(gap) / self.scale_of_gap
        self.worst_gap = max(self.worst_gap, relative)
        if not relative <= TOLERANCE:
            raise LedgerError(f"identity '{name}' is open by {gap:.6g} yuan ({relative:.3g} of a month's output)")
        return relative

    def flow(self, kind: str, payer: str, payee: str) -> float:
        """Yuan that moved this month in one kind of flow between two holders."""
        matrix = self.flows.get(kind)
        return 0.0 if matrix is None else float(matrix[CODE[payer], CODE[payee]])

    def branch(self, tables: Mapping[str, Table]) -> "Ledger":
        """A copy that moves the columns of `tables` (the branch's own populations)."""
        return Ledger(
            columns=dict(tables), accounts={n: Account(a.deposits, a.loans) for n, a in self.accounts.items()},
            scale_of_gap=self.scale_of_gap, book=dict(self.book), head_office=self.head_office,
            bank_equity=self.bank_equity, worst_gap=self.worst_gap, _opening=dict(self._opening),
            flows={kind: matrix.copy() for kind, matrix in self.flows.items()},
        )  # fmt: skip

    def _gaps(self):
        net = sum(self.flows.values(), np.zeros((len(HOLDERS), len(HOLDERS))))
        change = net.sum(axis=0) - net.sum(axis=1)
        stocks = self._stocks()
        for holder, opening in self._opening.items():
            deposits, loans = stocks[holder]
            yield f"deposits of {holder}", deposits - opening - change[CODE[holder]]
            yield f"loans of {holder}", loans - self.book.get(holder, 0.0)
        assets = sum(self.book.values()) + self.head_office
        yield "balance of the banks", assets - sum(deposits for deposits, _ in stocks.values()) - self.bank_equity

    def _all(self, column: str) -> float:
        return sum(self._stock(holder, column) for holder in HOLDERS if self._is_stock(holder))

    def _is_stock(self, holder: str) -> bool:
        return holder in self.columns or holder in self.accounts

    def _stocks(self) -> dict[str, tuple[float, float]]:
        if self._found is not None:
            return self._found
        return {holder: (self.deposits(holder), self.loans(holder)) for holder in HOLDERS if self._is_stock(holder)}

    def _stock(self, holder: str, column: str) -> float:
        if holder in self.columns:
            table = self.columns[holder]
            return Table.total(table, getattr(table, column))  # projects own a column of that name
        return getattr(self.accounts[holder], column)

    def _move(self, holder: str, amounts, rows, sign: float, column: str = "deposits") -> float:
        """Change a stock of a holder; returns the amounts together, yuan."""
        self._shift(holder, amounts, rows, sign, column)
        if isinstance(amounts, Spread):
            return amounts.yuan
        table = self.columns.get(holder)
        if table is None:
            return float(amounts)
        if np.ndim(amounts):
            return Table.total(table, amounts, rows)
        # One amount for all rows is a number.
        return float(amounts) * float((table.weight if rows is None else table.weight[rows]).sum())

    def _shift(self, holder: str, amounts, rows, sign: float, column: str) -> None:
        self._found = None
        if holder in self.accounts:
            account = self.accounts[holder]
            setattr(account, column, getattr(account, column) + sign * float(amounts))
        elif holder in self.columns:
            stock, is_spread = getattr(self.columns[holder], column), isinstance(amounts, Spread)
            if rows is not None:
                each, rate = (amounts.column, sign * amounts.rate) if is_spread else (amounts, sign)
                add_to_rows(stock, rows, each, rate)
            elif is_spread:
                add_part(stock, amounts.column, sign * amounts.rate)
            else:
                (np.add if sign > 0 else np.subtract)(stock, amounts, out=stock)

    def _across(self, payer: str, payee: str, out: float, into: float) -> None:
        """What crosses the border of the district, or touches the banks' own books."""
        if payer == "outside":
            self.head_office += out
        if payee == "outside":
            self.head_office -= into
        if payer == "banks":
            self.bank_equity -= out
        if payee == "banks":
            self.bank_equity += into

    def _record(self, kind: str, payer: str, payee: str, total: float) -> None:
        matrix = self.flows.get(kind)
        if matrix is None:
            matrix = self.flows[kind] = np.zeros((len(HOLDERS), len(HOLDERS)))
        matrix[CODE[payer], CODE[payee]] += total


def _agree(one: float, other: float) -> bool:
    """Whether two totals of the same money are finite and the same within the tolerance, yuan."""
    gap = abs(one - other)
    return math.isfinite(gap) and gap <= TOLERANCE * max(abs(one), abs(other), 1.0)
