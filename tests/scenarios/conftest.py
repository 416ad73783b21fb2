"""A small clone of conf/ and scenarios/, so that these tests do not depend on the real numbers."""

from pathlib import Path

import pytest

NOTE = 'source: assumption, note: "a test"'
FILES = {
    "conf/config.yaml": f"""
defaults: [_self_, {{run: standard}}, {{policy: plan}}, {{goals: plan}}, {{scenario: baseline}}, {{sweep: null}}]
language: {{value: en, unit: name, choices: [en, zh], {NOTE}}}
results_dir: {{value: results, unit: name, {NOTE}}}
""",
    "conf/run/standard.yaml": f"""
seed: {{value: 2024, unit: "1", low: 0, high: 4294967295, whole: true, {NOTE}}}
draws: {{value: 200, unit: "1", low: 1, high: 1000, whole: true, {NOTE}}}
scale: {{value: 1.0, unit: share, low: 0.001, high: 1.0, {NOTE}}}
fail_fast: {{value: false, unit: name, {NOTE}}}
scheduler: {{value: local, unit: name, {NOTE}}}
""",
    "conf/run/quick.yaml": f"""
defaults: [standard]
scale: {{value: 0.01, unit: share, low: 0.001, high: 1.0, {NOTE}}}
""",
    "conf/sources.yaml": "someone_2020: Someone (2020), A study.\n",
    "conf/groups.yaml": "banks: {zh: 银行, en: Banks, note: \"High: banks lend more.\"}\n",
    "conf/goals/plan.yaml": "goals: [{id: growth, target: 6.0}]\n",
    "conf/policy/plan.yaml": f"""
defaults: [plan/factors@factors]
course: {{value: text, unit: name, choices: [text, as_2023, none], {NOTE}}}
""",
    "conf/policy/as_2023.yaml": f"""
defaults: [plan]
course: {{value: as_2023, unit: name, choices: [text, as_2023, none], {NOTE}}}
""",
    "conf/policy/plan/factors.yaml": """
chapter: 9
zh: 要素保障
m55:
  clause: 55
  total: {value: 30.0, unit: yuan, low: 0, high: 1000, source: clause 55}
  line_one: {value: 10.0, unit: yuan, low: 0, high: 1000, source: clause 55}
  line_two: {value: 20.0, unit: yuan, low: 0, high: 1000, source: clause 55}
m58:
  clause: 58
  moves: [growth]
  guarantee_cover: {value: 0.08, unit: share, low: 0.0, high: 0.6, source: someone_2020,
    prior: {family: triangular, low: 0.05, high: 0.2, group: banks}}
m61:
  clause: 61
  new_project_quota: {value: 40000, unit: tce, low: 0, high: 400000, source: clause 61}
  shares: {value: [0.5, 0.5], unit: share, low: 0.0, high: 1.0, source: clause 61}
""",
    "scenarios/scenario/baseline.yaml": "# @package _global_\ntitle: {zh: 基准, en: Baseline}\n",
    "scenarios/scenario/credit_tight.yaml": """# @package _global_
title: {zh: 信贷收紧, en: Tight credit}
policy: {factors: {m58: {guarantee_cover: 0.04}}}
""",
    "scenarios/scenario/last_year.yaml": """# @package _global_
defaults: [override /policy: as_2023]
title: {zh: 去年, en: Last year}
""",
    "scenarios/sweep/grid.yaml": """# @package _global_
title: {zh: 组合, en: Grid}
hydra:
  mode: MULTIRUN
  sweeper:
    params:
      policy.factors.m61.new_project_quota: 20000,40000
      policy.factors.m58.guarantee_cover: 0.04,0.08
""",
}


def write_files(root: Path, files: dict[str, str]) -> None:
    """Write a mapping of relative path to text below `root`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The root of a small, correct configuration."""
    write_files(tmp_path, FILES)
    return tmp_path
