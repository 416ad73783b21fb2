"""The district's balanced accounts of its base year: who sells what to whom, here and outside.

Why location quotients and then RAS: the district has no input-output table of its own. National
coefficients say what each sector needs, quotients how much of it can come from the district, RAS
brings the two back to the totals that are known. What is left of each sector's output is sold outside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Columns of the sector table by what they may hold; the names are also the fields of SectorTables.
SHARE_COLUMNS = (
    "national_share", "district_share", "household_vector", "government_vector", "investment_vector",
    "labour_share", "depreciation_share", "export_share", "local_purchase_share", "value_added_rate",
)
SIGNED_COLUMNS = ("production_tax_share", "surplus_share")
FLAG_COLUMNS = ("is_industry", "is_service")
UNIT_SUMS = ("national_share", "district_share", "household_vector", "government_vector", "investment_vector")
INCOME_COLUMNS = ("labour_share", "production_tax_share", "depreciation_share", "surplus_share")


class BalanceError(ValueError):
    """A table cannot be balanced: the message names the table, the sector and what was found."""


@dataclass(frozen=True)
class SectorTables:
    """National structure and the district's prior, one item a sector (n); shares 0-1."""

    sectors: tuple[str, ...]
    coefficients: Vector  # (n, n) yuan of row product per yuan of column output, local and outside together
    value_added_rate: Vector
    national_share: Vector
    district_share: Vector
    labour_share: Vector
    production_tax_share: Vector
    depreciation_share: Vector
    surplus_share: Vector
    household_vector: Vector
    government_vector: Vector
    investment_vector: Vector
    export_share: Vector
    local_purchase_share: Vector
    is_industry: Flags
    is_service: Flags


@dataclass(frozen=True)
class DistrictTotals:
    """What is known or assumed of the district as a whole in the base year: yuan per year, shares 0-1."""

    gdp: float
    services_share: float
    industrial_value_added_rate: float
    household_consumption: float
    government_consumption: float
    investment: float
    local_sales_ceiling: float
    tolerance: float
    iterations: int


@dataclass(frozen=True)
class DistrictAccounts:
    """The balanced accounts, yuan per year, one item a sector (n); matrices have rows sold, columns bought."""

    sectors: tuple[str, ...]
    output: Vector
    value_added: Vector
    intermediate_local: Vector  # (n, n)
    intermediate_outside: Vector  # (n, n)
    household_local: Vector
    household_outside: Vector
    government_local: Vector
    government_outside: Vector
    investment_local: Vector
    investment_outside: Vector
    sales_outside: Vector
    sales_abroad: Vector  # part of sales_outside
    labour_compensation: Vector
    production_tax: Vector
    depreciation: Vector
    surplus: Vector


def tables_from_columns(
    columns: Mapping[str, Sequence[object]],
    coefficients: ArrayLike,
    coefficient_rows: Sequence[str],
    coefficient_columns: Sequence[str],
) -> SectorTables:
    """Tables as read from files become checked arrays in the order of the sector table.

    Raises BalanceError when a column or sector is missing, repeated, out of order, not finite or out of range.
    """
    wanted = ("sector", *SHARE_COLUMNS, *SIGNED_COLUMNS, *FLAG_COLUMNS)
    missing = [name for name in wanted if name not in columns]
    if missing:
        raise BalanceError(f"sector table: columns missing: {', '.join(missing)}; found {', '.join(columns)}")
    sectors = tuple(str(item) for item in columns["sector"])
    check_sectors("coefficients, rows", coefficient_rows, sectors)
    check_sectors("coefficients, columns", coefficient_columns, sectors)
    values = {name: np.asarray(columns[name], dtype=np.float64) for name in (*SHARE_COLUMNS, *SIGNED_COLUMNS)}
    flags = {name: np.asarray(columns[name], dtype=np.int64) != 0 for name in FLAG_COLUMNS}
    tables = SectorTables(sectors=sectors, coefficients=np.asarray(coefficients, dtype=np.float64), **values, **flags)
    check_tables(tables)
    return tables


def check_sectors(table: str, found: Sequence[str], sectors: Sequence[str]) -> None:
    """Both tables speak of the same sectors in the same order, each once."""
    repeated = sorted({name for name in found if list(found).count(name) > 1})
    missing = [name for name in sectors if name not in found]
    unknown = [name for name in found if name not in sectors]
    if missing or unknown or repeated:
        raise BalanceError(
            f"{table}: sectors missing: {missing or 'none'}; unknown: {unknown or 'none'}; "
            f"repeated: {repeated or 'none'}; allowed are the {len(sectors)} of the sector table, each once"
        )
    if list(found) != list(sectors):
        raise BalanceError(f"{table}: sectors are not in the order of the sector table; first differing: "
                           f"{next(a for a, b in zip(found, sectors, strict=True) if a != b)}")


def check_tables(tables: SectorTables) -> None:
    """Shares lie in 0-1, vectors add to one, and each sector's inputs and value added make up its output."""
    count = len(tables.sectors)
    if tables.coefficients.shape != (count, count):
        raise BalanceError(f"coefficients: shape {tables.coefficients.shape}, allowed ({count}, {count})")
    for name in (*SHARE_COLUMNS, *SIGNED_COLUMNS):
        low = -1.0 if name in SIGNED_COLUMNS else 0.0
        check_range(name, getattr(tables, name), tables.sectors, low, 1.0)
    check_range("value_added_rate", np.where(tables.value_added_rate > 0, 0.0, -1.0), tables.sectors, 0.0, 1.0)
    for column, sector in enumerate(tables.sectors):
        check_range(f"coefficients, column {sector}", tables.coefficients[:, column], tables.sectors, 0.0, 1.0)
    rounding = 1 / np.float64(count) ** 2  # tables are rounded: the sum may miss one by this much, no more
    for name in UNIT_SUMS:
        total = getattr(tables, name).sum()
        if abs(total - 1) > rounding:
            raise BalanceError(f"{name}: adds up to {total:.6f}, allowed 1 (within {rounding:.4f})")
    income = np.stack([getattr(tables, name) for name in INCOME_COLUMNS]).sum(axis=0)
    check_columns("income shares of value added", income, tables, rounding)
    inputs = tables.coefficients.sum(axis=0) + tables.value_added_rate
    check_columns("coefficients plus value_added_rate", inputs, tables, rounding)


def check_range(name: str, values: Vector, sectors: Sequence[str], low: float, high: float) -> None:
    """Every item is finite and within its range; the first that is not is named."""
    if values.shape != (len(sectors),):
        raise BalanceError(f"{name}: shape {values.shape}, allowed ({len(sectors)},)")
    wrong = ~np.isfinite(values) | (values < low) | (values > high)
    if wrong.any():
        place = int(np.argmax(wrong))
        raise BalanceError(f"{name}: {sectors[place]} is {values[place]}, allowed {low} to {high}")


def check_columns(name: str, sums: Vector, tables: SectorTables, rounding: float) -> None:
    """A per-sector identity of the source tables holds within their rounding."""
    place = int(np.argmax(np.abs(sums - 1)))
    if abs(sums[place] - 1) > rounding:
        raise BalanceError(
            f"{name}: {tables.sectors[place]} adds up to {sums[place]:.6f}, allowed 1 (within {rounding:.4f})"
        )


def regional_coefficients(national_coefficients: ArrayLike, output_share_quotients: ArrayLike) -> Vector:
    """A sector can buy at home what the selling sector is large enough to supply, relative to the buyer.

    local[i, j] = national[i, j] * min(1, quotient[i] / quotient[j]); on the diagonal min(1, quotient[i]).
    A sector the district lacks (quotient 0) sells nothing here, and buys by the simple quotient of the seller.
    Arrays (n, n) and (n,); raises BalanceError on negative or non-finite items. Source: flegg_webber_1997.
    """
    national = np.asarray(national_coefficients, dtype=np.float64)
    quotients = np.asarray(output_share_quotients, dtype=np.float64)
    if national.ndim != 2 or national.shape != (quotients.size, quotients.size):
        raise BalanceError(f"national coefficients: shape {national.shape}, quotients {quotients.shape}")
    for name, values in (("national coefficients", national), ("output share quotients", quotients)):
        check_amounts(name, values)
    buyers = np.where(quotients > 0, quotients, 1.0)
    cross = quotients[:, None] / buyers[None, :]
    np.fill_diagonal(cross, quotients)
    return national * np.minimum(1.0, cross)


def check_amounts(name: str, values: Vector) -> None:
    """Amounts are finite and not negative; the first offender is named by its place."""
    wrong = ~np.isfinite(values) | (values < 0)
    if wrong.any():
        place = tuple(int(i) for i in np.argwhere(wrong)[0])
        raise BalanceError(f"{name}: item {place} is {values[place]}, allowed finite and not negative")


def ras(
    matrix: ArrayLike, row_totals: ArrayLike, column_totals: ArrayLike, tolerance: float, iterations: int
) -> Vector:
    """The matrix nearest in proportions to the given one that has the known row and column totals.

    matrix (n, m), row_totals (n,), column_totals (m,), one unit throughout; tolerance is relative to the grand
    total. Columns close exactly, rows within tolerance. Raises BalanceError if totals disagree, a total has
    nothing to be spread over, or the scaling has not converged after `iterations` rounds.
    """
    start = np.asarray(matrix, dtype=np.float64)
    rows = np.asarray(row_totals, dtype=np.float64)
    columns = np.asarray(column_totals, dtype=np.float64)
    total = check_ras(start, rows, columns, tolerance)
    balanced = start.copy()
    gap = 0.0
    for _ in range(iterations):
        balanced *= scale_to(rows, balanced.sum(axis=1))[:, None]
        balanced *= scale_to(columns, balanced.sum(axis=0))[None, :]
        gap = float(np.abs(balanced.sum(axis=1) - rows).max(initial=0.0))
        if gap <= tolerance * total:
            return balanced
    place = int(np.argmax(np.abs(balanced.sum(axis=1) - rows)))
    raise BalanceError(
        f"RAS did not converge in {iterations} rounds: row {place} adds up to {balanced[place].sum():.6g}, "
        f"wanted {rows[place]:.6g} (gap {gap / total:.2e} of the total, allowed {tolerance:.0e}); the zeros of "
        "the matrix may rule these totals out"
    )


def scale_to(wanted: Vector, found: Vector) -> Vector:
    """Factor that brings each sum to its total; an empty line keeps its zeros."""
    return np.divide(wanted, found, out=np.zeros_like(wanted), where=found > 0)


def check_ras(start: Vector, rows: Vector, columns: Vector, tolerance: float) -> float:
    """RAS can work: shapes fit, amounts are not negative, both sides add up to the same; returns that total."""
    if start.ndim != 2 or start.shape != (rows.size, columns.size):
        raise BalanceError(f"RAS: matrix {start.shape}, row totals {rows.shape}, column totals {columns.shape}")
    for name, values in (("RAS matrix", start), ("RAS row totals", rows), ("RAS column totals", columns)):
        check_amounts(name, values)
    total = float(rows.sum())
    if abs(total - columns.sum()) > tolerance * max(total, float(columns.sum())):
        raise BalanceError(f"RAS: row totals add up to {total:.10g}, column totals to {columns.sum():.10g}; "
                           "they must agree")
    for name, wanted, found in (("row", rows, start.sum(axis=1)), ("column", columns, start.sum(axis=0))):
        empty = (wanted > 0) & (found <= 0)
        if empty.any():
            place = int(np.argmax(empty))
            raise BalanceError(f"RAS: {name} {place} is all zero but its total is {wanted[place]:.6g}")
    return total


def district_output(tables: SectorTables, totals: DistrictTotals) -> tuple[Vector, Vector, Vector]:
    """Value added, its rate and output by sector: the prior mix brought to the district's own known shares.

    Services are scaled to the district's services share; industry's national rates keep their pattern and are
    raised or lowered together until industry as a whole has the district's rate.
    Assumption: one factor for all industries, as only the aggregate rate is known; range in conf.
    """
    prior, service, industry = tables.district_share, tables.is_service, tables.is_industry
    service_factor = totals.services_share / prior[service].sum()
    other_factor = (1 - totals.services_share) / prior[~service].sum()
    value_added = totals.gdp * prior * np.where(service, service_factor, other_factor)
    national_output = value_added / tables.value_added_rate
    national_rate = value_added[industry].sum() / national_output[industry].sum()
    factor = totals.industrial_value_added_rate / national_rate
    rate = np.where(industry, tables.value_added_rate * factor, tables.value_added_rate)
    if (rate >= 1).any():
        place = int(np.argmax(rate))
        raise BalanceError(f"value added rate: {tables.sectors[place]} becomes {rate[place]:.3f}, allowed below 1; "
                           "lower industrial_value_added_rate")
    return value_added, rate, value_added / rate


def check_totals(totals: DistrictTotals) -> None:
    """The district's totals are positive and finite, its shares between 0 and 1."""
    for field in fields(totals):
        value = float(getattr(totals, field.name))
        if not np.isfinite(value) or value <= 0:
            raise BalanceError(f"district totals: {field.name} is {value}, allowed finite and above 0")
    for name in ("services_share", "industrial_value_added_rate", "local_sales_ceiling"):
        if getattr(totals, name) >= 1:
            raise BalanceError(f"district totals: {name} is {getattr(totals, name)}, allowed below 1")


def district_accounts(tables: SectorTables, totals: DistrictTotals) -> DistrictAccounts:
    """The district's accounts: output = local uses + outside sales = inputs + value added, in every sector.

    All amounts yuan per year. Local uses are what quotients and cross-hauling allow, never above the ceiling
    share of a sector's output; where the ceiling binds, the difference is bought outside and RAS restores each
    buyer's total inputs. Raises BalanceError on tables or totals that cannot be balanced.
    """
    check_tables(tables)
    check_totals(totals)
    value_added, rate, output = district_output(tables, totals)
    needs = intermediate_needs(tables, rate, output)
    quotients = location_quotients(tables, totals.gdp, value_added)
    here = tables.local_purchase_share[:, None]
    wanted_local = here * regional_coefficients(needs, quotients)
    final_here = tables.local_purchase_share * np.minimum(1.0, quotients)
    finals = (
        totals.household_consumption * normalised(tables.household_vector),
        totals.government_consumption * normalised(tables.government_vector),
        totals.investment * normalised(tables.investment_vector),
    )
    local_demand = wanted_local.sum(axis=1) + final_here * sum(finals)
    room = np.divide(totals.local_sales_ceiling * output, local_demand,
                     out=np.zeros_like(output), where=local_demand > 0)
    met = np.minimum(1.0, room)
    local, outside = balanced_inputs(needs, wanted_local, met, totals)
    household, government, investment = (met * final_here * final for final in finals)
    # The residual is trade with the rest of the world: no independent figure of it exists for the district.
    sales_outside = output - local.sum(axis=1) - household - government - investment
    return DistrictAccounts(
        sectors=tables.sectors, output=output, value_added=value_added,
        intermediate_local=local, intermediate_outside=outside,
        household_local=household, household_outside=finals[0] - household,
        government_local=government, government_outside=finals[1] - government,
        investment_local=investment, investment_outside=finals[2] - investment,
        sales_outside=sales_outside, sales_abroad=np.minimum(sales_outside, tables.export_share * output),
        **incomes(tables, value_added),
    )


def intermediate_needs(tables: SectorTables, rate: Vector, output: Vector) -> Vector:
    """What each sector buys for its production, local and outside together, (n, n) yuan per year."""
    inputs = tables.coefficients.sum(axis=0)
    spread = np.divide(tables.coefficients, inputs, out=np.zeros_like(tables.coefficients), where=inputs > 0)
    return spread * (output * (1 - rate))


def location_quotients(tables: SectorTables, gdp: float, value_added: Vector) -> Vector:
    """How specialised the district is in each sector: its share here over its share in the nation."""
    here = value_added / gdp
    return np.divide(here, tables.national_share, out=np.zeros_like(here), where=tables.national_share > 0)


def normalised(vector: Vector) -> Vector:
    """A rounded vector of shares brought to add up to one."""
    return vector / vector.sum()


def balanced_inputs(
    needs: Vector, wanted_local: Vector, met: Vector, totals: DistrictTotals
) -> tuple[Vector, Vector]:
    """Local and outside inputs by RAS: each product's local sales as met, each buyer's inputs complete."""
    stacked = np.vstack((wanted_local, needs - wanted_local))
    local_rows = met * wanted_local.sum(axis=1)
    rows = np.concatenate((local_rows, needs.sum(axis=1) - local_rows))
    balanced = ras(stacked, rows, needs.sum(axis=0), totals.tolerance, totals.iterations)
    count = needs.shape[0]
    return balanced[:count], balanced[count:]


def incomes(tables: SectorTables, value_added: Vector) -> dict[str, Vector]:
    """Value added by who receives it; the surplus takes the rounding of the other shares."""
    labour = tables.labour_share * value_added
    tax = tables.production_tax_share * value_added
    depreciation = tables.depreciation_share * value_added
    return {
        "labour_compensation": labour,
        "production_tax": tax,
        "depreciation": depreciation,
        "surplus": value_added - labour - tax - depreciation,
    }
