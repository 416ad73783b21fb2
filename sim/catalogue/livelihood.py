"""What chapter 8, livelihood, delivers by programme."""

from sim.catalogue.item import Item

ITEMS: dict[str, Item] = {
    "migrant_children_public_share": Item("livelihood", "percent", "Migrant children in public schools",
                                          "随迁子女就读公办学校比例", "clause 50", "cover"),
    "health_checks_done": Item("livelihood", "percent", "Health checks done over those due", "健康体检任务完成率",
                               "clause 51"),
    "medical_trainees": Item("livelihood", "person", "Medical staff sent to provincial hospitals", "省级医院进修医护",
                             "clause 51", "whole"),
    "affordable_housing_started": Item("livelihood", "m2", "Affordable housing begun", "新开工保障性住房", "clause 52",
                                       rest="platforms"),
    "old_estates_renewed": Item("livelihood", "project", "Old estates under renewal", "新开工改造老旧小区", "clause 52",
                                "whole"),
    "old_buildings_renewed": Item("livelihood", "project", "Old buildings under renewal", "新开工改造楼栋", "clause 52",
                                  "whole", rest="platforms"),
    "lifts_added": Item("livelihood", "project", "Lifts added to old homes", "加装电梯", "clause 52", "whole"),
    "dementia_beds_new": Item("livelihood", "bed", "Beds for dementia care", "认知障碍照护床位", "clause 53", "whole"),
    "meal_service_cover": Item("livelihood", "percent", "Communities with meal service", "助餐服务覆盖率", "clause 53",
                               "cover"),
    "care_union_cover": Item("livelihood", "percent", "Subdistricts with a care union", "康养联合体覆盖率", "clause 53",
                             "cover"),
    "disabled_jobs_new": Item("livelihood", "person", "Disabled persons placed in jobs", "新增残疾人就业", "clause 54",
                              "whole"),
    "autism_children_aided": Item("livelihood", "person", "Autistic children aided", "康复救助孤独症儿童", "clause 54",
                                  "whole"),
    "charity_projects": Item("livelihood", "project", "Charity projects", "慈善项目", "clause 54", "whole"),
    "disability_allowances_paid": Item("livelihood", "percent", "Entitled persons who receive disability allowances",
                                       "残疾人两项补贴发放率", "clause 54", "cover"),
    "injury_insured": Item("livelihood", "person", "Platform workers insured against work injury",
                           "新业态人员工伤参保", "clause 48"),
}  # fmt: skip
