"""The built district on disk: one folder of .npy columns per (region values, tables, scale, source, packages).

Why: building at full scale takes seconds and the same district serves every draw and worker; a folder appears whole
or not at all, so two runs that start together cannot read half of it.
"""

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
import polars as pl

from agents.classes import SECTORS, SKILLS
from agents.columns import Table
from agents.enterprises import Enterprises
from agents.farms import Farms
from agents.people import Households, Residents
from agents.projects import Projects
from scenarios.sources import ROOT, digest_of, digest_of_files, source_files, versions
from sim.district.balance import DistrictAccounts, SectorTables, check_sectors, tables_from_columns
from sim.district.build import build
from sim.district.model import District, Tables, Towns

REGIONS = "conf/region"
# What building imports, itself or by what it imports; a test follows the imports and names what is not here.
SOURCE_FOLDERS = ("agents", "sim/district")
SOURCE_FILES = (
    "sim/__init__.py", "sim/calendar.py", "sim/randomness.py", "sim/kernels/__init__.py", "sim/kernels/compiling.py",
    "sim/kernels/hashing.py", "scenarios/district.py", "scenarios/sources.py",
)  # fmt: skip
TABLE_NAMES = ("sectors", "coefficients", "towns", "wages")
POPULATIONS = {"enterprises": Enterprises, "residents": Residents, "households": Households, "farms": Farms,
               "projects": Projects}
ARRAYS = ("wages", "kwh_per_output", "energy_per_output", "in_commuters")
NUMBERS = ("wage_outside", "residential_electricity")
LENGTH = 16
TOWN_KINDS = {"town": False, "subdistrict": True}


def prepare(values: Mapping[str, Any]) -> str:
    """Build the district of these values, or find it built; returns its folder."""
    region, scale = dict(values["region"]), float(values["run"]["scale"])
    tables_raw, tables = read_tables(region["tables"])
    name = address([region, scale, told(tables_raw), told(tables), asdict(tables.towns)])
    folder = Path(platformdirs.user_cache_dir("linping")) / "districts" / name
    if not folder.exists():
        _store(build(region, tables_raw, tables, scale), folder)
    return str(folder)


def address(built_from: Any, root: Path = ROOT) -> str:
    """The folder name of a district: what it is built from, and the source and packages that build it.

    Raises FileNotFoundError naming source that is listed here and not there.
    """
    source = digest_of_files(source_files(root, SOURCE_FOLDERS, SOURCE_FILES), root)
    return digest_of([built_from, source, versions()])[:LENGTH]


def told(tables: SectorTables | Tables) -> dict[str, Any]:
    """Tables by name as lists, to be hashed: names and columns on which no number depends are not among them."""
    columns = vars(tables)
    if isinstance(tables, Tables):
        towns = {"towns": tables.towns.codes, "subdistricts": tables.towns.is_subdistrict}
        columns = {**{name: column for name, column in columns.items() if name != "towns"}, **towns}
    return {name: np.asarray(column).tolist() for name, column in columns.items()}


def read_tables(folders: str | Sequence[str], root: Path = ROOT) -> tuple[SectorTables, Tables]:
    """The tables of a region as arrays in the order of the closed lists, towns in the order of their table.

    Of several folders the first that has a table counts. What is wrong in a table `scenarios.tables` has told before;
    raises ValueError for tables that do not balance together.
    """
    sectors, coefficients, towns, wages = (_read(folders, table, root) for table in TABLE_NAMES)
    columns = [column for column in coefficients.columns if column != "sector"]
    raw = tables_from_columns(
        sectors.to_dict(as_series=False), coefficients.select(columns).to_numpy(),
        coefficients["sector"].to_list(), columns,
    )  # fmt: skip
    check_sectors("sectors.csv", raw.sectors, SECTORS)
    check_sectors("wages.csv", wages["sector"].to_list(), SECTORS)
    return raw, Tables(
        towns=_towns(towns),
        town_population=_floats(towns, "population_share"), town_jobs=_floats(towns, "jobs_share"),
        town_industry=_floats(towns, "industry_jobs_share"), town_farmland=_floats(towns, "farmland_share"),
        jobs_share=_floats(sectors, "jobs_share"), electricity=_floats(sectors, "electricity_per_value_added"),
        energy=_floats(sectors, "energy_per_value_added"),
        wages=np.stack([_floats(wages, f"wage_{skill}") for skill in SKILLS], axis=1),
    )  # fmt: skip


def read_towns(folders: str | Sequence[str], root: Path = ROOT) -> Towns:
    """Codes, names and kinds of the towns of a region, in the order of their table."""
    return _towns(_read(folders, "towns", root))


def _read(folders: str | Sequence[str], table: str, root: Path) -> pl.DataFrame:
    path = table_path([folders] if isinstance(folders, str) else folders, table, root)
    return pl.read_csv(path.read_bytes().decode("utf-8-sig").encode())


def table_path(folders: Sequence[str], table: str, root: Path = ROOT) -> Path:
    """Where a table of these folders is read from: the first that has it, else the last."""
    paths = [root / REGIONS / folder / f"{table}.csv" for folder in folders]
    return next((path for path in paths if path.exists()), paths[-1])


def _towns(table: pl.DataFrame) -> Towns:
    codes, kinds = table["town"].to_list(), table["kind"].to_list()
    names = [tuple(str(name or code) for name, code in zip(table[language], codes, strict=True))
             for language in ("zh", "en")]  # fmt: skip
    return Towns(tuple(codes), *names, is_subdistrict=tuple(TOWN_KINDS[kind] for kind in kinds))


def _floats(table: pl.DataFrame, column: str) -> np.ndarray:
    return table[column].cast(pl.Float64).to_numpy()


def _store(district: District, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".tmp-", dir=folder.parent))
    try:
        for name, kind in POPULATIONS.items():
            for column in built_columns(kind):
                np.save(temporary / f"{name}.{column}.npy", getattr(getattr(district, name), column))
        for field in fields(DistrictAccounts)[1:]:
            np.save(temporary / f"accounts.{field.name}.npy", getattr(district.accounts, field.name))
        for name in ARRAYS:
            np.save(temporary / f"{name}.npy", getattr(district, name))
        about = {"sectors": list(district.accounts.sectors), "towns": asdict(district.towns)}
        about |= {name: getattr(district, name) for name in NUMBERS}
        (temporary / "district.json").write_text(json.dumps(about), encoding="utf-8")
        try:
            temporary.rename(folder)
        except OSError:
            if not folder.exists():  # else another process built the same district first
                raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def built_columns(kind: type[Table]) -> list[str]:
    """The columns a built district holds: all but those a draw fills."""
    return [name for name, column in kind.COLUMNS.items() if not column.drawn]


@cache
def load(path: str) -> District:
    """The district stored at `path`, once per process; a run takes a branch of its populations to write on."""
    folder = Path(path)
    about = json.loads((folder / "district.json").read_text(encoding="utf-8"))
    accounts = DistrictAccounts(
        sectors=tuple(about["sectors"]),
        **{f.name: np.load(folder / f"accounts.{f.name}.npy") for f in fields(DistrictAccounts)[1:]},
    )
    populations = {}
    for name, kind in POPULATIONS.items():
        columns = {column: np.load(folder / f"{name}.{column}.npy") for column in built_columns(kind)}
        populations[name] = kind(len(columns["id"]), **columns)
        for column, declared in kind.COLUMNS.items():
            if declared.drawn:  # one value stands for all rows until a draw takes a copy of its own
                setattr(populations[name], column, declared.empty(len(populations[name])))
    arrays = {name: np.load(folder / f"{name}.npy") for name in ARRAYS}
    towns = Towns(**{name: tuple(values) for name, values in about["towns"].items()})
    return District(towns=towns, accounts=accounts, **populations, **arrays, **{name: about[name] for name in NUMBERS})
