"""The closed lists that index everything: sectors, skills, occupations of residents. Towns are data of the region."""

from collections.abc import Iterable
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Skill(IntEnum):
    """Skill of a resident or job: no certificate, skilled worker certificate, university."""

    BASIC = 0
    SKILLED = 1
    UNIVERSITY = 2


class Activity(IntEnum):
    """What a resident does in a month."""

    CHILD = 0
    EMPLOYED = 1
    UNEMPLOYED = 2
    INACTIVE = 3
    RETIRED = 4
    OUT_COMMUTER = 5
    SELF_EMPLOYED = 6
    ABSENT = 7  # nobody: a room that a newcomer may take


SECTORS = [
    "agriculture", "food", "textiles_apparel", "chem_new_materials", "biopharma", "nonmetal_minerals", "metals",
    "high_end_equipment", "electrical_new_energy", "electronics_ic", "other_manufacturing", "mining_refining",
    "utilities", "construction", "wholesale_retail", "transport_post", "accommodation_catering", "info_software",
    "finance", "real_estate", "leasing_business", "rd_technical", "residents_culture", "education", "health_social",
    "public_admin",
]  # fmt: skip
SECTOR = {name: code for code, name in enumerate(SECTORS)}
MANUFACTURING = tuple(SECTOR[name] for name in SECTORS[1:11])
INDUSTRY = tuple(SECTOR[name] for name in SECTORS[1:13])
SERVICES = tuple(SECTOR[name] for name in SECTORS[14:])
# Statistics' 营利性服务业: information, leasing and business, research and technical, residents' and culture services.
FOR_PROFIT_SERVICES = tuple(
    SECTOR[name] for name in ("info_software", "leasing_business", "rd_technical", "residents_culture")
)
STORABLE = tuple(SECTOR[name] for name in SECTORS[:12])
SKILLS = tuple(skill.name.lower() for skill in Skill)


def flags(members: Iterable[int]) -> NDArray:
    """Whether each sector is one of `members`, shape (26,): indexed with a column of sectors it flags their rows."""
    return np.isin(np.arange(len(SECTORS)), list(members))


IS_MANUFACTURING, IS_INDUSTRY = flags(MANUFACTURING), flags(INDUSTRY)
IS_SERVICE, IS_FOR_PROFIT_SERVICE = flags(SERVICES), flags(FOR_PROFIT_SERVICES)
IS_STORABLE = flags(STORABLE)
