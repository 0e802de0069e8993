"""Runs ChannelAttribution and Marketing-Attribution-Models on one table of paths, and prints CPU seconds and results as JSON lines."""
import json
import resource
import sys
import time

import pandas as pd


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def report(peer, run):
    before, started = cpu(), time.time()
    try:
        result = run()
        error = None
    except Exception as problem:  # a peer that fails is a finding, not a reason to stop
        result, error = {}, f"{type(problem).__name__}: {problem}"
    line = {"peer": peer, "cpu_s": cpu() - before, "wall_s": time.time() - started, "error": error, "conversions": result}
    print(json.dumps(line), flush=True)


def channel_attribution(paths):
    from ChannelAttribution import markov_model

    def run():
        found = markov_model(
            paths, "path", "total_conversions", var_value="total_conversion_value", var_null="total_null",
            order=1, sep=">", ncore=1, verbose=False,
        )
        column = next(name for name in found.columns if name.startswith("total_conversions"))
        return {str(name).strip(): float(count) for name, count in zip(found["channel_name"], found[column])}

    return run


def marketing_attribution_models(paths):
    from marketing_attribution_models import MAM

    def run():
        journeys = paths.loc[paths.index.repeat(1)]
        converted = journeys["total_conversions"] > 0
        model = MAM(
            pd.DataFrame({
                "channels": journeys["path"],
                "converted": converted,
                "value": journeys["total_conversions"],
            }),
            channels_colname="channels",
            journey_with_conv_colname="converted",
            conversion_value="value",
            path_separator=" > ",
        )
        model.attribution_markov(transition_to_same_state=True)
        found = model.group_by_channels_models
        column = next(name for name in found.columns if "markov" in name)
        return {str(name): float(count) for name, count in zip(found["channels"], found[column])}

    return run


if __name__ == "__main__":
    table = pd.read_csv(sys.argv[1])
    report("ChannelAttribution", channel_attribution(table))
    report("marketing-attribution-models", marketing_attribution_models(table))
