"""Chapter 4, modern services."""

MEASURES = ()
