"""What revmentor promises about speed, each as a ratio to a floor measured in the same run (docs/BENCHMARKS.md)."""
