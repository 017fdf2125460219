"""The product: what happens to a spoken sentence. Imports `core` only."""
