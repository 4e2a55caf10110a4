"""Read an employer's public money: where it comes from, what the law makes of it, what a proposal asks."""
