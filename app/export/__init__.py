"""One file per format; every exporter takes the same snapshot of a plan."""
