"""Build hook: editable installs only.

Why: agents, sim, scenarios and analysis are generic names and should never land in someone's site-packages.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RefuseWheel(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling passes both
        if version != "editable":
            raise RuntimeError(
                "linping is installed from its clone only: run 'make setup', or 'pip install --no-build-isolation "
                "--no-deps -e .' after 'pip install --require-hashes -r requirements.lock'. No wheel is built."
            )
