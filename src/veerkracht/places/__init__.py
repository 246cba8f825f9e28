"""Country, province, region and municipality: dated, overlapping, counted per year."""
