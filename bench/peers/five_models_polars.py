"""The query of hand_written.sql in polars, over the Parquet files of a folder; prints what it cost as one JSON line."""
import json
import resource
import sys
import time
from pathlib import Path

import polars as pl

folder, result = Path(sys.argv[1]), Path(sys.argv[2])
started = time.time()


def scanned(name):
    return pl.scan_parquet(folder / f"{name}.parquet")


touches = scanned("activities").join(scanned("identities"), on="member_id").select("user_id", "ts", "activity_id", "group_id")
conversions = scanned("conversions").select("conversion_id", "user_id", "value", pl.col("ts").alias("conversion_ts"))
window = pl.col("ts").is_between(pl.col("conversion_ts") - pl.duration(days=30), pl.col("conversion_ts"))
decayed = pl.lit(0.5).pow((pl.col("conversion_ts") - pl.col("ts")).dt.total_microseconds() / 604_800e6)
placed = (
    conversions.join(touches, on="user_id")
    .filter(window)
    .collect(engine="streaming")
    .sort("conversion_id", "ts", "activity_id")
    .with_columns(
        place=pl.int_range(1, pl.len() + 1).over("conversion_id"), touches=pl.len().over("conversion_id"), decayed=decayed
    )
)
is_end = (pl.col("place") == 1) | (pl.col("place") == pl.col("touches"))
credit = placed.with_columns(
    first_touch=(pl.col("place") == 1).cast(pl.Float64),
    last_touch=(pl.col("place") == pl.col("touches")).cast(pl.Float64),
    linear=1 / pl.col("touches"),
    position_based=pl.when(pl.col("touches") == 1)
    .then(1.0)
    .when(pl.col("touches") == 2)
    .then(0.5)
    .when(is_end)
    .then(0.4)
    .otherwise(0.2 / (pl.col("touches") - 2)),
    time_decay=pl.col("decayed") / pl.col("decayed").sum().over("conversion_id"),
)
credit.write_parquet(result, compression="zstd")
usage = resource.getrusage(resource.RUSAGE_SELF)
figures = {
    "rows": credit.height,
    "cpu_s": usage.ru_utime + usage.ru_stime,
    "wall_s": time.time() - started,
    "peak_mb": usage.ru_maxrss / 1000,
}
print(json.dumps(figures))
