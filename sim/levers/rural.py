"""Levers of chapter 7, the countryside: what its measures can change."""

from sim.lever import Lever

LEVERS: dict[str, Lever] = {
    "farmland_new": Lever("mu", "sum", "new high-standard farmland a month", "新建高标准农田"),
    "farmland_upgraded": Lever("mu", "sum", "upgraded farmland a month", "改造提升农田"),
    "farmland_city": Lever("mu", "sum", "upgraded to the city's standard a month", "市级提标改造"),
    "grain_subsidy": Lever("yuan", "sum", "subsidy a mu of grain a year", "种粮补助"),
    "order_award": Lever("yuan", "sum", "award a kg of grain delivered", "订单奖励"),
    "grain_price_floor": Lever("yuan", "max", "price above the national minimum a kg", "最低价加成"),
    "farm_interest_support": Lever("share", "sum", "points of interest paid for grain growers", "种粮贷款贴息"),
    "insurance_subsidy": Lever("share", "sum", "part of the premium of rice insurance that is paid", "水稻保费补贴"),
    "insured_sum": Lever("yuan", "sum", "sum insured for a mu of rice", "水稻保险保额"),
    "village_transfer": Lever("yuan", "sum", "paired transfer a year for an aided village", "结对帮扶"),
    "village_aided": Lever("share", "max", "share of villages that are paired", "帮扶村占比"),
    "village_project_return": Lever("share", "sum", "yearly return of village projects", "村经营性项目收益率"),
    "rice_fish_support": Lever("yuan", "sum", "support for a mu newly put to rice with aquaculture", "稻渔补助"),
    "digital_farm_award": Lever("yuan", "sum", "award for a recognised digital farm", "数字农业工厂奖励"),
    "transplanting_subsidy": Lever("yuan", "sum", "subsidy a mu transplanted by machine", "机插补贴"),
    "farm_equipment_grant": Lever("share", "max", "part of farm machines and facilities paid", "农业设施补助比例"),
    "founders": Lever("person", "sum", "farm founders awarded a year", "农创客扶持人数"),
    "founder_award": Lever("yuan", "max", "award for a farm founder", "农创客奖励"),
    "settlement_pull": Lever("share", "sum", "rise of the wish to settle here", "积分落户吸引力"),
}
