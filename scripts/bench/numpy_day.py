#!/usr/bin/env python3
"""What draw_day does, as one would write it with numpy: for `make bench` to compare with.

Draws N queries of a mix in chunks, each input on its own, and keeps sums, extremes and a log
histogram with buckets of 0.1%; there is no loop over queries in Python. L_out is not rounded.

    numpy_day.py --assumptions A.tsv --fits F.tsv --exact E.tsv [--mix mixed] [--queries 1e7]
                   [--processes 1] [--chunk 131072]

Prints statistic, value, unit, and what E.tsv (made with the scenario's rounding) has. Needs numpy
(Debian: python3-numpy); nothing but `make bench` calls it.
"""
import argparse
import csv
import math
import multiprocessing
import re

import numpy as np

BUCKETS_OCTAVE = 360  # half a bucket is 0.0963%
LOWEST = -60          # the histogram begins at 2^-60
BUCKETS = 32768
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def read_column(path, key, value):
    """One column of a tab-separated file by another; lines with # are left out."""
    with open(path, encoding="utf-8") as file:
        lines = (line for line in file if not line.startswith("#"))
        return {row[key]: row[value]
                for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def lognormal(p, z):
    """mu and sigma of ln X from any of the forms that a scenario may write."""
    if "p5" in p:
        sigma = math.log(p["p95"] / p["p5"]) / (2 * z)
        return math.log(p["p5"]) + z * sigma, sigma
    sigma = math.log(p["ratio"]) / (2 * z) if "ratio" in p else math.sqrt(math.log1p(p["cv"] ** 2))
    if "median" in p:
        return math.log(p["median"]), sigma
    return math.log(p["mean"]) - sigma ** 2 / 2, sigma


def sampler(text, z):
    """A function of (generator, n) that draws n of a distribution, written as a scenario does."""
    kind, inside = re.fullmatch(r"(?:(\w+)\()?([^()]*)\)?", text).groups()
    if kind is None:
        return lambda rng, n: float(inside)
    p = {k: float(v) for k, v in (part.split("=") for part in inside.split(","))}
    if kind == "constant":
        return lambda rng, n: p["value"]
    if kind == "uniform":
        return lambda rng, n: rng.uniform(p["min"], p["max"], n)
    if kind == "triangular":
        return lambda rng, n: rng.triangular(p["min"], p["mode"], p["max"], n)
    if kind == "exponential":
        mean = p["mean"] if "mean" in p else p["median"] / math.log(2)
        return lambda rng, n: rng.exponential(mean, n)
    if kind == "gamma":
        shape = 1 / p["cv"] ** 2
        return lambda rng, n: rng.gamma(shape, p["mean"] / shape, n)
    mu, sigma = lognormal(p, z)
    return lambda rng, n: rng.lognormal(mu, sigma, n)


def streams_of(options):
    """The streams of the mix: for each a share of the queries and what its queries need."""
    value = read_column(options.assumptions, "path", "value")
    exact = read_column(options.exact, "key", "value")
    fit = {b: read_column(options.fits, "model", b) for b in ("b0", "b1", "b2", "cap")}
    z = float(value["z"])
    for part in value[f"mix.{options.mix}.shares"].split(","):
        workload, share = part.split("=")
        members = [m for m in value["models"].split()
                   if float(exact.get(f"{workload}.frontier.{m}.share", 0)) > 0]
        for m in members:
            node = value[f"model.{m}.node"]
            yield dict(
                {b: float(column[m]) for b, column in fit.items()},
                share=float(share) / len(members),
                power=float(value[f"node.{node}.max_power"]),
                output=sampler(value[f"output_tokens.{workload}"], z),
                input=sampler(value[f"input_tokens.{workload}"], z),
                u=sampler(value["utilisation"], z),
                pue=sampler(value["pue"], z),
                alpha=sampler(value[f"fleet.lever.{workload}"], z))


def add_chunk(rng, s, n, total):
    """Draws n queries of a stream and adds them up."""
    output = s["output"](rng, n)
    tps = math.e ** s["b0"] * s["input"](rng, n) ** s["b1"] * np.maximum(output, 1e-6) ** s["b2"]
    busy = output / np.minimum(tps, s["cap"])
    energy = s["pue"](rng, n) / 3.6 * s["power"] * s["u"](rng, n) * busy
    total["busy"] += busy.sum()
    for name, e in (("energy", energy), ("improved", energy / s["alpha"](rng, n))):
        t = total[name]
        bucket = ((np.log2(e) - LOWEST) * BUCKETS_OCTAVE).astype(np.int32)
        t["count"] += np.bincount(np.clip(bucket, 0, BUCKETS - 1), minlength=BUCKETS)
        t["sum"] += e.sum()
        t["square"] += np.dot(e, e)
        t["min"] = min(t["min"], e.min())
        t["max"] = max(t["max"], e.max())


def draw(options, process):
    """What one process draws: its part of every stream."""
    rng = np.random.Generator(np.random.Philox([options.seed, process]))
    total = {name: dict(count=np.zeros(BUCKETS, np.int64), sum=0.0, square=0.0, min=math.inf,
                        max=0.0) for name in ("energy", "improved")}
    total["busy"] = shares = 0.0
    for s in streams_of(options):
        of_stream = round(options.queries * (shares + s["share"])) - round(options.queries * shares)
        shares += s["share"]
        left = (of_stream * (process + 1) // options.processes
                - of_stream * process // options.processes)
        while left > 0:
            n = min(left, options.chunk)
            add_chunk(rng, s, n, total)
            left -= n
    return total


def merge(parts):
    """All processes together."""
    total = parts[0]
    for part in parts[1:]:
        total["busy"] += part["busy"]
        for name in ("energy", "improved"):
            t, p = total[name], part[name]
            for k in ("count", "sum", "square"):
                t[k] = t[k] + p[k]
            t["min"], t["max"] = min(t["min"], p["min"]), max(t["max"], p["max"])
    return total


def report(options, total):
    """The headline numbers; those of exact.tsv beside them where it has them."""
    exact = read_column(options.exact, "key", "value")
    shares = read_column(options.assumptions, "path", "value")[f"mix.{options.mix}.shares"]
    n = int(total["energy"]["count"].sum())
    print("statistic\tvalue\tstandard_error\tunit\texact")
    print(f"queries\t{n}\t-\tquery\t-")
    if n == 0:
        return
    print(f"node_seconds.mean\t{total['busy'] / n:.6g}\t-\ts\t-")
    for name in ("energy", "improved"):
        t = total[name]
        mean = t["sum"] / n
        error = math.sqrt(max(t["square"] / n - mean ** 2, 0) / n)
        edges = np.searchsorted(np.cumsum(t["count"]), [q * n for q in QUANTILES])
        rows = [(f"p{q * 100:.0f}", 2 ** ((b + 0.5) / BUCKETS_OCTAVE + LOWEST), "-")
                for q, b in zip(QUANTILES, edges)]
        rows += [("mean", mean, f"{error:.2g}"), ("min", t["min"], "-"), ("max", t["max"], "-")]
        for statistic, value, se in rows:
            key = f"{shares.split('=')[0]}.{name}.frontier_all.{statistic}"
            known = statistic not in ("min", "max") and "," not in shares and exact.get(key)
            print(f"{name}.{statistic}\t{value:.6g}\t{se}\tWh\t"
                  + (f"{float(known):.6g}" if known else "-"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    for name in ("assumptions", "fits", "exact"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--mix", default="traditional")
    parser.add_argument("--queries", type=lambda text: int(float(text)), default=10 ** 7)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--chunk", type=int, default=131072)
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()
    if options.processes == 1:
        parts = [draw(options, 0)]
    else:
        with multiprocessing.Pool(options.processes) as pool:
            parts = pool.starmap(draw, [(options, p) for p in range(options.processes)])
    report(options, merge(parts))


if __name__ == "__main__":
    main()
