"""The phases of the month, one module per section of `sim/month.py`; each phase is a function of the state."""
