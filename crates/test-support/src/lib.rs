//! A fixed clock, seeded randomness and throw-away databases for tests.
