"""Statistics that know nothing of clinics: rates, intervals, comparisons, models."""
