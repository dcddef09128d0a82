"""Spending a sum by approvals: the Method of Equal Shares, so that no majority spends everybody's share.

Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive Utilities" (NeurIPS 2021), with the
cost of a project as its worth to whoever approves it. Every voter holds an equal share. In each step the project whose
dearest payer pays the smallest part of its cost is bought, its supporters paying equally as far as their money goes. As
equal shares may leave money over, the rest is spent greedily by number of approvals (the paper's utilitarian
completion).
"""

from collections.abc import Mapping
from fractions import Fraction

from core.programs.council.lots import Lots
from core.programs.council.questions import Choice


def share_out(
    costs: Mapping[str, int], money: int, ballots: Mapping[Choice, int], lots: Lots
) -> tuple[tuple[str, ...], int]:
    """Projects bought, in order, and how many of them by equal shares; the rest was added with what was left."""
    voters = sum(ballots.values())
    if not voters:
        return (), 0
    purses = {ballot: Fraction(money, voters) for ballot in ballots if ballot}
    bought: list[str] = []
    while True:
        prices = {name: _price(name, costs[name], ballots, purses) for name in costs if name not in bought}
        affordable = {name: price / costs[name] for name, price in prices.items() if price is not None}
        if not affordable:
            break
        least = min(affordable.values())
        chosen = lots.first(name for name, part in affordable.items() if part == least)
        price = prices[chosen]
        for ballot in purses:
            if chosen in ballot and price is not None:
                purses[ballot] -= min(purses[ballot], price)
        bought.append(chosen)
    by_shares = len(bought)
    return (*bought, *_complete(costs, money - sum(costs[name] for name in bought), ballots, bought, lots)), by_shares


def approvals(names: tuple[str, ...], ballots: Mapping[Choice, int]) -> dict[str, int]:
    """Ballots that name each option."""
    counts = dict.fromkeys(names, 0)
    for ballot, count in ballots.items():
        for name in ballot:
            counts[name] += count
    return counts


def _price(name: str, cost: int, ballots: Mapping[Choice, int], purses: Mapping[Choice, Fraction]) -> Fraction | None:
    """What each supporter pays at most, so that together they pay ``cost``; None when they cannot."""
    supporters = sorted((purse, ballots[ballot]) for ballot, purse in purses.items() if name in ballot)
    unpaid, payers = Fraction(cost), sum(count for _, count in supporters)
    for purse, count in supporters:
        if purse * payers >= unpaid:
            return unpaid / payers
        unpaid -= purse * count
        payers -= count
    return None


def _complete(
    costs: Mapping[str, int], left: int, ballots: Mapping[Choice, int], bought: list[str], lots: Lots
) -> list[str]:
    wanted = {name: count for name, count in approvals(tuple(costs), ballots).items() if count and name not in bought}
    added: list[str] = []
    while True:
        fits = {name: count for name, count in wanted.items() if costs[name] <= left}
        if not fits:
            return added
        most = max(fits.values())
        chosen = lots.first(name for name, count in fits.items() if count == most)
        left -= costs[chosen]
        del wanted[chosen]
        added.append(chosen)
