"""The measuring tools themselves: does the judge see what is wrong, and a small sample of the soak."""
