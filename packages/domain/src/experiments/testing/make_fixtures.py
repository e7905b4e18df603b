"""Writes scipy-fixtures.ts: what scipy and numpy make of small crowds, person by person, for the tests of ratio.ts. Run: python3 make_fixtures.py > scipy-fixtures.ts"""

import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(7)
SURE = 0.95


def crowd(n, rate, mean):
    orders = rng.poisson(rate, n)
    goods = np.array([int(sum(rng.lognormal(np.log(mean), 0.6, k))) for k in orders])
    discount = (goods * rng.choice([0, 0, 0.1], n)).astype(int)
    points = (goods * 0.05).astype(int)
    days = rng.integers(5, 200, n)
    return [
        dict(orders=int(o), goodsMinor=int(g), discountMinor=int(d), pointsMinor=int(p), days=int(t))
        for o, g, d, p, t in zip(orders, goods, discount, points, days)
    ]


def columns(people):
    get = lambda key: np.array([person[key] for person in people], float)
    orders = get("orders")
    revenue = get("goodsMinor") - get("discountMinor")
    ones = np.ones(len(people))
    return dict(
        one=ones,
        buyer=(orders > 0) * 1.0,
        repeater=(orders > 1) * 1.0,
        orders=orders,
        revenue=revenue,
        net=revenue - get("pointsMinor"),
        days=get("days"),
    )


def ratio(people, over, under):
    """A ratio of sums with its standard error, and person by person how skewed it is and how it moves along with what stands under it."""
    y, x = columns(people)[over], columns(people)[under]
    n, value = len(x), y.sum() / x.sum()
    z = y - value * x
    spread = z.std(ddof=1)
    if spread == 0:
        return dict(value=value, variance=0.0, n=n, skew=0.0, pull=0.0)
    return dict(value=value, variance=z.var(ddof=1) / (n * x.mean() ** 2), n=n, skew=(z**3).mean() / spread**3, pull=(z * x).mean() / (x.mean() * spread))


def alike(a, b):
    """Both groups with the shape of all their people."""
    shared = {key: np.average([a[key], b[key]], weights=[a["n"], b["n"]]) for key in ("skew", "pull")}
    return {**a, **shared}, {**b, **shared}


def lean(r, log=False):
    """First-order moments of the studentised estimate: its bias, its skew, and how its error goes along with that of its variance."""
    root, error = np.sqrt(r["n"]), np.sqrt(r["variance"])
    bias, along = -r["pull"] / root, (r["skew"] - 4 * r["pull"]) / root
    if log:
        error = error / r["value"]
        bias, along = bias - error / 2, along - 2 * error
    return dict(variance=error**2, n=r["n"], skew=r["skew"] / root, bias=bias, along=along)


Z = stats.norm.ppf((1 + SURE) / 2)


def interval(value, parts):
    """Hall's cubic transformation; `parts` = the estimates that are added (+1) and taken off (-1), with their signs."""
    variance = sum(part["variance"] for _, part in parts)
    if variance == 0:
        return dict(value=value, low=value, high=value)
    total = lambda power, key: sum(sign * (part["variance"] / variance) ** (power / 2) * part[key] for sign, part in parts)
    skew, bias, along = total(3, "skew"), total(1, "bias"), total(3, "along")
    dof = variance**2 / sum(part["variance"] ** 2 / (part["n"] - 1) for _, part in parts)
    quantile = stats.t.ppf((1 + SURE) / 2, dof) * (1 + skew**2 * (5 * Z**2 / 54 - 13 / 72))
    first = bias - along / 2
    third = skew + 6 * total(3, "bias") - 3 * along
    square, constant = -third / 6, third / 6 - first
    back = lambda y: y - constant if abs(square) < 1e-12 else (np.cbrt(1 + 3 * square * (y - constant)) - 1) / square
    error = np.sqrt(variance)
    return dict(value=value, low=value - error * back(quantile), high=value - error * back(-quantile))


METRICS = [("buyer", "one"), ("repeater", "buyer"), ("orders", "days"), ("revenue", "orders"), ("revenue", "one"), ("net", "one")]
cases = []
for n, m, rate, more in [(40, 25, 1.1, 1.3), (300, 60, 0.4, 1.0), (14, 14, 1.4, 0.8)]:
    treated, holdout = crowd(n, rate * more, 3000), crowd(m, rate, 3000)
    expected = []
    for over, under in METRICS:
        own = ratio(treated, over, under), ratio(holdout, over, under)
        a, b = alike(*own)
        relative = None
        if a["value"] > 0 and b["value"] > 0:
            log = interval(np.log(a["value"] / b["value"]), [(1, lean(a, log=True)), (-1, lean(b, log=True))])
            relative = {key: float(np.expm1(value)) for key, value in log.items()}
        gap = interval(a["value"] - b["value"], [(1, lean(a)), (-1, lean(b))])
        if under == "one":  # a plain mean: without skew the interval is scipy's own Welch interval
            flat = [{**one, "skew": 0.0, "pull": 0.0} for one in (a, b)]
            plain = interval(a["value"] - b["value"], [(1, lean(flat[0])), (-1, lean(flat[1]))])
            welch = stats.ttest_ind(columns(treated)[over], columns(holdout)[over], equal_var=False).confidence_interval(SURE)
            assert np.allclose([plain["low"], plain["high"]], [welch.low, welch.high])
        single = [interval(one["value"], [(1, lean(one))]) for one in own]
        expected.append(dict(over=over, under=under, treated=single[0], holdout=single[1], difference=gap, lift=relative))
    cases.append(dict(treated=treated, holdout=holdout, expected=expected))

quantiles = [dict(p=0.975, dof=dof, value=float(stats.t.ppf(0.975, dof))) for dof in (1, 2, 5.5, 30, 1234.5, 1e6)]
print("/* oxlint-disable max-lines -- figures, written by a script */")
print("// Written by make_fixtures.py with scipy " + __import__("scipy").__version__ + "; not edited by hand.")
plain = lambda value: float(value) if isinstance(value, np.floating) else value
print("export const SCIPY = " + json.dumps(dict(cases=cases, quantiles=quantiles), default=plain) + " as const;")
