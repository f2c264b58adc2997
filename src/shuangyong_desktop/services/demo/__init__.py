"""演示台账: an invented subdistrict with possible people and a year of work."""
