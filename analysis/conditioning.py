"""How well each draw agrees with what has been observed, and what that makes of the figures it gives.

Why weights first: they are right for any shape of the outcome. They need draws near the observation, though, and many
figures leave few. So the evidence is split in two: as much of it as leaves the declared number of effective draws is
taken as weights (a tempered likelihood), and the rest moves each figure along its regression on the observed ones (an
ensemble Kalman step with perturbed observations), which is right where relations are close to linear.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import block_diag, cho_factor, cho_solve
from scipy.optimize import brentq

Column = NDArray[np.float64]
# Standard deviations from what draws give beyond which an observation says that the model is wrong, not the draw.
BEYOND = 5.0


class ImpossibleObservationError(Exception):
    """No draw comes near an observation; the message names it, what draws give and what to do."""


@dataclass(frozen=True)
class Evidence:
    """Observed figures and what each draw gives for them.

    `names` of the m figures; `observed` (m,); `simulated` (draws, m), in the units of the observed; `covariance` (m, m)
    of observed less simulated for a draw that is true: error of publication and declared discrepancy.
    """

    names: tuple[str, ...]
    observed: Column
    simulated: Column
    covariance: Column

    def distance(self) -> Column:
        """Standard deviations between each observation and the mean of the draws, spread of the draws included."""
        spread = self.simulated.var(axis=0) + np.diag(self.covariance)
        return np.abs(self.observed - self.simulated.mean(axis=0)) / np.sqrt(spread)


def covariance_of(error: Column, discrepancy: Column, keys: Sequence[str], same: float, other: float) -> Column:
    """Covariance of observations of m figures.

    Errors of publication are independent. Discrepancies (of a figure published for another place) correlate by `same`
    where two rows have one key, the same statistic of two places, and by `other` elsewhere: a district that differs
    from its city does so in more than one figure.
    """
    alike = np.equal.outer(np.array(keys), np.array(keys))
    related = np.where(alike, same, other)
    np.fill_diagonal(related, 1.0)
    return np.diag(error**2) + np.outer(discrepancy, discrepancy) * related


def combined(parts: Sequence[Evidence]) -> Evidence:
    """Independent pieces of evidence as one, in the order of their names, so that no order of rows matters."""
    names = tuple(name for part in parts for name in part.names)
    order = sorted(range(len(names)), key=names.__getitem__)
    covariance = block_diag(*(part.covariance for part in parts)) if names else np.zeros((0, 0))
    simulated = np.concatenate([part.simulated for part in parts], axis=1)
    observed = np.concatenate([part.observed for part in parts])
    return Evidence(
        tuple(names[i] for i in order), observed[order], simulated[:, order], covariance[order][:, order]
    )


def refuse_impossible(evidence: Evidence) -> None:
    """Raise ImpossibleObservationError for the first figure no draw comes near."""
    for name, far, observed, column in zip(
        evidence.names, evidence.distance(), evidence.observed, evidence.simulated.T, strict=True
    ):
        if far > BEYOND:
            raise ImpossibleObservationError(
                f"{name}: {observed:g} was observed, draws give {column.min():g} to {column.max():g}, "
                f"{far:.1f} standard deviations away. Weighing draws says nothing there: check the unit and the month "
                "of the figure; if it is right, the model is wrong about it and its probabilities should not be used."
            )


@dataclass(frozen=True)
class Posterior:
    """Draws after an observation: `weights` (draws,), mean one; the part `exponent` of the evidence they carry.

    With exponent 1 weights carry all and no figure is moved.
    """

    draws: tuple[int, ...]
    weights: Column
    exponent: float
    evidence: Evidence

    @property
    def is_uniform(self) -> bool:
        """Whether nothing was learned: every draw counts as any other and no figure moves."""
        return self.exponent == 1.0 and bool((self.weights == self.weights[:1]).all())

    @property
    def n_eff(self) -> float:
        """Effective number of draws."""
        return effective(self.weights)

    def carried(self, values: Column, places: NDArray[np.int64]) -> Column:
        """Figures moved by the part of the evidence that weights do not carry.

        values: (rows, k); places: (rows,), the place in `draws` of each row's draw.
        """
        if self.exponent == 1.0 or not self.evidence.names:
            return values
        simulated = self.evidence.simulated[places]
        weights = self.weights[places] / self.weights[places].sum()
        left = self.evidence.covariance / (1.0 - self.exponent)
        off = simulated - weights @ simulated
        spread = off.T @ (off * weights[:, None])
        across = off.T @ ((values - weights @ values) * weights[:, None])
        gain = cho_solve(cho_factor(spread + left), across)
        moved = values + (self.evidence.observed + self._perturbations[places] - simulated) @ gain
        # What a regression on m figures leaves in n draws is too narrow by the m degrees of freedom it has used.
        mean, free = weights @ moved, self.n_eff - 1.0
        used = min(float(len(self.evidence.names)), free / 2.0)
        return mean + (moved - mean) * np.sqrt(free / (free - used))

    @cached_property
    def _perturbations(self) -> Column:
        """Errors of the observations drawn once for each draw, keyed by the names of figures: (draws, m)."""
        size = len(self.draws)
        own = np.column_stack([normals(name, size) for name in self.evidence.names])
        # Exactly no error on weighted average: what is observed must not depend on luck.
        own -= (self.weights / self.weights.sum()) @ own
        return own @ np.linalg.cholesky(self.evidence.covariance / (1.0 - self.exponent)).T


def condition(draws: Sequence[int], evidence: Evidence, floor: float) -> Posterior:
    """Draws weighed by evidence, leaving at least `floor` effective ones (all of them where floor is the number)."""
    size = len(draws)
    if not evidence.names or size == 0:
        return Posterior(tuple(draws), np.ones(size), 1.0, evidence)
    told = _log_likelihood(evidence)
    exponent = _exponent(told, min(floor, float(size)))
    return Posterior(tuple(draws), _weights(exponent * told), exponent, evidence)


def effective(weights: Column) -> float:
    """Kish's effective number: (sum w)^2 / sum w^2."""
    return float(weights.sum() ** 2 / (weights * weights).sum())


def _log_likelihood(evidence: Evidence) -> Column:
    missed = evidence.observed - evidence.simulated
    return -0.5 * np.einsum("ij,ji->i", missed, cho_solve(cho_factor(evidence.covariance), missed.T))


def _weights(log_weights: Column) -> Column:
    weights = np.exp(log_weights - log_weights.max())
    return weights * (len(weights) / weights.sum())


def _exponent(told: Column, floor: float) -> float:
    """The largest part of the evidence that leaves `floor` effective draws; all of it where that leaves enough."""
    def spare(part: float) -> float:
        return effective(_weights(part * told)) - floor

    if spare(1.0) >= 0.0:
        return 1.0
    # Equal weights leave all draws; the number left falls as more of the evidence counts.
    return 0.0 if spare(0.0) <= 0.0 else float(brentq(spare, 0.0, 1.0, xtol=1e-10))


def normals(name: str, size: int) -> Column:
    """Standard normal numbers keyed by a name: (size,)."""
    digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(int.from_bytes(digest, "little"))).standard_normal(size)
