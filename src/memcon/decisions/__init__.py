"""To hold a build to what people decided: find again what they decided about, and let them win."""
