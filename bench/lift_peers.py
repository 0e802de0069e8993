"""The estimators of `grouplift lift panel` compared with public implementations: both figures, their difference, the tolerance.

    python3 -m venv bench/out/peers/lift
    bench/out/peers/lift/bin/pip install csdid==0.4.3 pyfixest==0.60.0 "pandas<3"
    bench/out/peers/lift/bin/pip install --no-deps synthdid==0.10.1
    bench/out/peers/lift/bin/python bench/lift_peers.py
    bench/out/peers/lift/bin/python bench/lift_peers.py mpdta.csv --unit countyreal --time year --outcome lemp --first-treated first.treat

Without a file it draws a panel of Poisson counts (60 groups, 20 weeks, a season that multiplies, three dates of adoption, half as much again
from adoption on). With a file, a CSV panel whose periods are whole numbers: `--first-treated` names the period of adoption (empty or 0: never),
or a column of 0 and 1 that changes when the unit is treated.
The exit code is 1 if a figure that should agree does not; figures that differ by design are printed without one (docs/lift.md says why).
"""

import argparse
import contextlib
import csv
import io
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy as np
import pandas as pd
import pyfixest as pf
from csdid.att_gt import ATTgt
from synthdid.synthdid import Synthdid

PROGRAM = pathlib.Path(__file__).parent.parent / "bin" / "grouplift.js"
EXACT, ITERATED, DESCENT = 1e-9, 1e-6, 1e-6
AGGREGATES = ["simple", "dynamic", "group", "calendar"]


def drawn_panel(groups=60, weeks=20, seed=7):
    random = np.random.default_rng(seed)
    level = np.exp(random.normal(1.5, 0.5, groups))
    season = 1 + 0.3 * np.sin(np.arange(weeks))
    first = random.choice([0, 10, 12, 15], groups, p=[0.4, 0.2, 0.2, 0.2])
    rows = []
    for group in range(groups):
        for week in range(1, weeks + 1):
            effect = 1.5 if 0 < first[group] <= week else 1
            rows.append((group, week, float(random.poisson(level[group] * season[week - 1] * effect)), first[group]))
    return pd.DataFrame(rows, columns=["unit", "time", "outcome", "first_treated"])


def panel_of(options):
    names = [options.unit, options.time, options.outcome, options.first_treated]
    table = pd.read_csv(options.file, sep=None, engine="python")[names]
    table.columns = ["unit", "time", "outcome", "first_treated"]
    table["unit"] = pd.factorize(table.unit)[0]
    table["first_treated"] = table.first_treated.fillna(0)
    if set(table.first_treated) == {0, 1}:
        dates = table[table.first_treated == 1].groupby("unit").time.min()
        table["first_treated"] = table.unit.map(dates).fillna(0)
    started = table.groupby("unit").first_treated.first().astype(int)
    dates = started.where(started > table.time.min(), 0)
    is_read = (started == 0) | (dates > 0)  # units that were treated from the first period on are left out by all of them
    table["first_treated"] = table.unit.map(dates)
    return table[table.unit.map(is_read)].sort_values(["unit", "time"], ignore_index=True)


def number(printed):
    """An empty standard error means none: nothing shows how one treated unit varies."""
    return float(printed or "nan")


class Lift:
    """`grouplift lift panel` on one panel; rows by (type, term), or by (group, time) without an aggregate."""

    def __init__(self, panel, folder):
        self.file = pathlib.Path(folder) / "panel.csv"
        panel.to_csv(self.file, index=False)

    def rows(self, *options):
        columns = ["--unit", "unit", "--time", "time", "--outcome", "outcome", "--first-treated", "first_treated"]
        command = ["node", str(PROGRAM), "lift", "panel", str(self.file), *columns, *options]
        printed = subprocess.run(command, capture_output=True, text=True)
        if printed.returncode != 0:
            sys.exit(printed.stderr)
        return [tuple(row.values()) for row in csv.DictReader(io.StringIO(printed.stdout))]

    def overall(self, *options):
        return next(float(row[2]) for row in self.rows(*options) if row[1] == "overall")


def csdid_rows(panel, lift, control):
    names = {"never": "nevertreated", "notyet": "notyettreated"}
    fit = ATTgt("outcome", "time", "unit", "first_treated", panel, control_group=names[control], cband=False)
    with contextlib.redirect_stdout(io.StringIO()):
        fit.fit(est_method="reg", bstrap=False)
        sums = {name: fit.aggte(typec=name, bstrap=False, cband=False).atte for name in AGGREGATES}
    options = ["--estimator", "cs", "--control", control]
    cells = lift.rows(*options)
    theirs = {(g, t): (a, s) for g, t, a, s in zip(*(fit.results[k] for k in ["group", "year", "att", "se"]))}
    pairs = [(float(row[2]), number(row[3]), *theirs[int(row[0]), int(row[1])]) for row in cells]
    own, own_se, other, other_se = (list(column) for column in zip(*pairs))
    yield f"cs {control}: every cell", own, other, EXACT
    yield f"cs {control}: every cell, se", own_se, other_se, EXACT
    for name, found in sums.items():
        own = lift.rows(*options, "--aggregate", name)
        last = [float(found["overall_att"]), float(found["overall_se"])]
        yield f"cs {control}: {name}", [float(own[-1][2])], last[:1], EXACT
        yield f"cs {control}: {name}, se", [number(own[-1][3])], last[1:], EXACT
        if name != "simple":
            terms = {int(row[1]): (float(row[2]), number(row[3])) for row in own[:-1]}
            listed = zip(found["egt"], found["att_egt"], np.ravel(found["se_egt"]))
            both = [(*terms[int(e)], a, s) for e, a, s in listed if int(e) in terms and not np.isnan(s)]
            a, b, c, d = (list(column) for column in zip(*both))
            yield f"cs {control}: {name}, every term", a, c, EXACT
            yield f"cs {control}: {name}, every term, se", b, d, EXACT


def pyfixest_rows(panel, lift):
    panel = panel.assign(treated=((panel.first_treated > 0) & (panel.time >= panel.first_treated)).astype(int))
    untreated, treated = panel[panel.treated == 0], panel[panel.treated == 1]
    is_known = treated.time.isin(untreated.time)
    two_stages = {"yname": "outcome", "first_stage": "~ 0 | unit + time", "treatment": "treated", "cluster": "unit"}
    rows = lift.rows("--estimator", "imputation", "--aggregate", "simple")
    if (untreated.groupby("unit").size() > 1).all():  # did2s in 0.60 fails if a unit has one untreated row
        fit = pf.did2s(panel, second_stage="~ 0 + treated", **two_stages)
        yield "imputation: simple, did2s", [float(rows[-1][2])], [fit.coef().iloc[0]], ITERATED
        yield "imputation: simple, se of did2s", [number(rows[-1][3])], [fit.se().iloc[0]], None
    # the two stages of did2s separately: with i() in the second, did2s in 0.60 multiplies the terms of large panels by about 5
    first = pf.feols("outcome ~ 1 | unit + time", data=untreated, fixef_tol=1e-12, fixef_rm="none")
    beyond = treated.outcome - first.predict(newdata=treated)
    since = beyond.groupby((treated.time - treated.first_treated).astype(int)).mean()
    rows = lift.rows("--estimator", "imputation", "--aggregate", "dynamic")
    terms = {int(row[1]): float(row[2]) for row in rows[:-1] if int(row[1]) >= 0}
    theirs = [since[term] for term in terms]
    yield "imputation: by time since start, feols", list(terms.values()), theirs, ITERATED
    if (panel.outcome >= 0).all() and is_known.all():
        # with explicit levels: for absorbed ones fepois 0.60 predicts other rows badly
        fit = pf.fepois("outcome ~ C(unit) + C(time)", data=untreated, iwls_tol=1e-12)
        expected = fit.predict(newdata=treated, type="response")
        own = lift.overall("--estimator", "poisson", "--aggregate", "simple")
        yield "poisson: overall, fepois", [own], [np.mean(treated.outcome.to_numpy() - expected)], ITERATED
    plain = {"vcov": {"CRV1": "unit"}, "ssc": pf.ssc(k_adj=False, G_adj=False), "fixef_tol": 1e-12}
    fit = pf.feols("outcome ~ treated | unit + time", data=panel, **plain)
    rows = lift.rows("--estimator", "twfe")
    yield "twfe: feols", [float(rows[-1][2])], [fit.coef()["treated"]], ITERATED
    yield "twfe: se of feols, clustered", [number(rows[-1][3])], [fit.se()["treated"]], ITERATED


def synthdid_rows(panel, lift):
    periods = sorted(panel.time.unique())
    if periods.index(panel.first_treated[panel.first_treated > 0].min()) < 2:
        return  # synthdid takes the noise from first differences: one period before adoption has none
    treated = ((panel.first_treated > 0) & (panel.time >= panel.first_treated)).astype(int)
    fit = Synthdid(panel.assign(treated=treated), "unit", "time", "treated", "outcome").fit()
    dates = fit.att_info
    theirs = float((dates.att_time * dates.att_wt).sum())
    yield "sdid: overall, synthdid", [lift.overall("--estimator", "sdid")], [theirs], DESCENT
    if len(dates) == 1:
        rows = lift.rows("--estimator", "sdid")
        own = sorted(float(row[2]) for row in rows if row[0] == "omega")
        yield "sdid: weights of units, synthdid", own, sorted(w for w in map(float, fit.weights["omega"][0]) if w > 0), DESCENT


def compared(rows):
    """Prints one line per comparison, with the pair that is farthest apart; returns whether all that should agree do."""
    holds = True
    print(f"{'what':44} {'figures':>7} {'grouplift':>18} {'peer':>18} {'difference':>11} {'tolerance':>9}")
    for name, own, other, tolerance in rows:
        if len(own) != len(other):
            print(f"{name:44} {len(own)} figures against {len(other)}")
            holds = False
            continue
        told = [(a, b) for a, b in zip(own, other) if not np.isnan(a)]
        if not told:
            print(f"{name:44} {len(own):7} {'none':>18} {other[0]:18.10f} {'':11} by design")
            continue
        apart = [abs(a - b) / max(1, abs(b)) for a, b in told]
        worst = int(np.argmax(apart))
        is_close = tolerance is None or apart[worst] <= tolerance
        holds = holds and is_close
        said = "by design" if tolerance is None else f"{tolerance:.0e}"
        figures = f"{told[worst][0]:18.10f} {told[worst][1]:18.10f} {told[worst][0] - told[worst][1]:11.1e}"
        print(f"{name:44} {len(told):7} {figures} {said:>9}{'' if is_close else '  DIFFERS'}")
    return holds


def main():
    warnings.filterwarnings("ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?")
    for name in ["--unit", "--time", "--outcome", "--first-treated"]:
        parser.add_argument(name)
    options = parser.parse_args()
    panel = drawn_panel() if options.file is None else panel_of(options)
    with tempfile.TemporaryDirectory() as folder:
        lift = Lift(panel, folder)
        sets = [csdid_rows(panel, lift, control) for control in ["never", "notyet"]]
        sets += [pyfixest_rows(panel, lift), synthdid_rows(panel, lift)]
        sys.exit(0 if compared(row for rows in sets for row in rows) else 1)


if __name__ == "__main__":
    main()
