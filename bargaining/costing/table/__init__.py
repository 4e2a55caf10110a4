"""Life at the table: proposals made of items, priced under one convention, compared, traded and logged.

* `items`: an item with its status, who prepared and who checked it; a proposal is a list of items.
* `pricing`: what a proposal costs, and what each item adds to it.
* `gap`: how far apart two proposals are, by year, cumulative, per FTE, per cell, and in today's money.
* `swap`: what it costs to trade some items for others.
* `moves`: the log of who moved what, and when.
* `caucus`: one item priced again, on one small page.
"""
