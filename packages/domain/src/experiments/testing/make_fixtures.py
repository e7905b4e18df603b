"""Writes scipy-fixtures.ts: what scipy and numpy make of small crowds, for the tests of ratio.ts. Run: python3 make_fixtures.py > scipy-fixtures.ts"""

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
    y, x = columns(people)[over], columns(people)[under]
    n, value = len(x), y.sum() / x.sum()
    cov = np.cov(np.vstack([y, x]), ddof=1)
    variance = (cov[0, 0] - 2 * value * cov[0, 1] + value**2 * cov[1, 1]) / (n * x.mean() ** 2)
    return value, variance, n


def interval(value, se, dof):
    low, high = stats.t.interval(SURE, dof, loc=value, scale=se)
    return dict(value=value, low=low, high=high)


def welch(a, b, n, m):
    return (a + b) ** 2 / (a**2 / (n - 1) + b**2 / (m - 1))


METRICS = [("buyer", "one"), ("repeater", "buyer"), ("orders", "days"), ("revenue", "orders"), ("revenue", "one"), ("net", "one")]
cases = []
for n, m, rate, more in [(40, 25, 1.1, 1.3), (300, 60, 0.4, 1.0), (14, 14, 1.4, 0.8)]:
    treated, holdout = crowd(n, rate * more, 3000), crowd(m, rate, 3000)
    expected = []
    for over, under in METRICS:
        (a, va, na), (b, vb, nb) = ratio(treated, over, under), ratio(holdout, over, under)
        relative = None
        if a > 0 and b > 0:
            log = interval(np.log(a / b), np.sqrt(va / a**2 + vb / b**2), welch(va / a**2, vb / b**2, na, nb))
            relative = {key: float(np.expm1(value)) for key, value in log.items()}
        gap = interval(a - b, np.sqrt(va + vb), welch(va, vb, na, nb))
        if under == "one":  # a plain mean: scipy's own Welch interval must say the same
            own = stats.ttest_ind(columns(treated)[over], columns(holdout)[over], equal_var=False).confidence_interval(SURE)
            assert np.allclose([gap["low"], gap["high"]], [own.low, own.high])
        expected.append(
            dict(over=over, under=under, treated=interval(a, np.sqrt(va), na - 1), holdout=interval(b, np.sqrt(vb), nb - 1), difference=gap, lift=relative)
        )
    cases.append(dict(treated=treated, holdout=holdout, expected=expected))

quantiles = [dict(p=0.975, dof=dof, value=float(stats.t.ppf(0.975, dof))) for dof in (1, 2, 5.5, 30, 1234.5, 1e6)]
print("/* oxlint-disable max-lines -- figures, written by a script */")
print("// Written by make_fixtures.py with scipy " + __import__("scipy").__version__ + "; not edited by hand.")
plain = lambda value: float(value) if isinstance(value, np.floating) else value
print("export const SCIPY = " + json.dumps(dict(cases=cases, quantiles=quantiles), default=plain) + " as const;")
