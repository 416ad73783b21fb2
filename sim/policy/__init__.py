"""The policy chapters: one module per chapter, one function per measure, listed in the `MEASURES` of its chapter."""

from sim.policy import (
    demand,
    factors,
    innovation,
    investment,
    livelihood,
    manufacturing,
    rural,
    services,
    transport,
)

MEASURES = (
    *(("investment", measure) for measure in investment.MEASURES),
    *(("innovation", measure) for measure in innovation.MEASURES),
    *(("manufacturing", measure) for measure in manufacturing.MEASURES),
    *(("services", measure) for measure in services.MEASURES),
    *(("transport", measure) for measure in transport.MEASURES),
    *(("demand", measure) for measure in demand.MEASURES),
    *(("rural", measure) for measure in rural.MEASURES),
    *(("livelihood", measure) for measure in livelihood.MEASURES),
    *(("factors", measure) for measure in factors.MEASURES),
)
