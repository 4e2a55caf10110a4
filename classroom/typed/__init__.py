"""What a person typed, read as a number: amounts, sums, signs and units."""
