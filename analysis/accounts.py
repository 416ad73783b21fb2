"""Public accounts of each year as shares of product: what comes from above, what is owed, and what pays for a policy.

Why shares of product: whether a district lives on others' money or on debt is judged by its size. What a policy
costs is read beside the baseline: nothing more comes from above, so what it takes is bought less, put off, owed or
borrowed.
"""

from pathlib import Path

import polars as pl

from analysis.estimates import quantiles_by
from analysis.moves import LINES
from analysis.observations import known_posterior, weights_of
from analysis.probabilities import QUANTILES
from analysis.read import Run, open_run, write_table

FILE = "accounts.csv"
PRODUCT = "gdp.nominal"
MONTHS = 12
# figure: its series, added up, whether it is a flow of the year or the stock of December, names
FIGURES = {
    "transfers": (("fiscal.upper_transfers",), True, "上级一般性转移支付净额", "Transfers from above by formula, net"),
    "bonds": (("bonds.issued",), True, "专项债券和中央资金", "Bonds and central money for public works"),
    "platform_loans": (("loans.platforms",), False, "平台贷款余额", "Loans of state platforms, end of year"),
    "arrears": (("fiscal.arrears",), False, "财政欠款余额", "Arrears of the district, end of year"),
    "purchases": (("consumption.government",), True, "政府采购", "Purchases of government"),
    "claims": (tuple(f"claims.{line}" for line in LINES), True, "各章工程、项目和奖补支付",
               "Paid by lines for works, programmes, awards"),
    "put_off": (tuple(f"claims_unpaid.{line}" for line in LINES), True, "当年未能支付的各章申请",
                "Claims on lines put off or owed, in the year"),
    "carried_over": (("fiscal.carried_over",), True, "年末订单结转次年支付", "Orders of December paid next January"),
    "platform_room": (("platforms.room",), False, "平台剩余支付空间（12月）",
                      "What platforms could still pay, December"),
}  # fmt: skip
COLUMNS = ("figure", "name_zh", "name_en", "year", "draws", *QUANTILES, "usual_low", "usual_high", "source")


def write(run_folder: str | Path) -> Path:
    """Write accounts.csv into the run folder and return its path; the file appears whole or not at all."""
    run = open_run(run_folder)
    return write_table(run.folder / FILE, table(run))


def table(run: Run) -> pl.DataFrame:
    """One row per figure and full year: quantiles over draws, by weight, of its share of that year's product, percent.

    Beside them stands what districts of this kind usually have, where that is declared. Several seeds of one draw count
    as one: their mean. Empty where the run records none of the series.
    """
    weights = weights_of(known_posterior(run)[0])
    series = run.series([PRODUCT, *(name for names, *_ in FIGURES.values() for name in names)])
    series = series.with_columns(year=pl.col("month") // 100).sort("month")
    keys = ("draw", "seed", "year")
    product = series.filter(pl.col("series") == PRODUCT).group_by(*keys).agg(
        product=pl.col("value").sum(), months=pl.len())  # fmt: skip
    product = product.filter(pl.col("months") == MONTHS)
    usual = run.usual_accounts().rename({"low": "usual_low", "high": "usual_high"})
    frames = []
    for figure, (names, is_flow, zh, en) in FIGURES.items():
        amount = pl.col("value").sum() if is_flow else pl.col("value").last()
        of_year = series.filter(pl.col("series").is_in(names)).group_by(*keys).agg(amount=amount)
        shares = of_year.join(product, on=keys).with_columns(share=100.0 * pl.col("amount") / pl.col("product"))
        by_draw = shares.group_by("draw", "year").agg(pl.col("share").mean())
        told = quantiles_by(by_draw, ("year",), "share", QUANTILES, weights).sort("year")
        told = told.with_columns(draws=pl.col("runs").cast(pl.Int64))
        named = told.with_columns(figure=pl.lit(figure), name_zh=pl.lit(zh), name_en=pl.lit(en))
        frames.append(named.join(usual, on="figure", how="left", maintain_order="left").select(COLUMNS))
    return pl.concat(frames)
