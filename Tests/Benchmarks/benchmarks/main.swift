// Benchmarks.
print("benchmarks")
