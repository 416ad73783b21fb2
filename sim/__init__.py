"""Verbs: markets, policy chapters, accounts, time. One world, one seed, no files, no Hydra."""
