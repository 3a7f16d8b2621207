"""What the counts mean: rates, intervals, comparisons; frame in, new frame out."""
