"""The district at end-2022: balanced accounts, and one row per resident, household, enterprise, farm and project."""
