"""The phases of the month: a folder for each section of `sim/month.py`; each phase is a function of the state."""
