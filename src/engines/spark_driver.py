"""Does on Spark what grouplift asks for: one JSON request a line in, one JSON answer a line out. No business logic.

Submitted by spark-submit in client mode. Requests come through the standard input of the JVM (spark-submit hands none of it to
Python), answers and events leave through standard output:

    {"id": 7, "do": "make", "name": "pairs", "select": "SELECT ...", "path": "file:///..."}
    {"id": 7, "rows": 1234}                            or  {"id": 7, "error": {"sqlstate": "42703", ...}}
    {"event": "ready", "version": "4.1.4"}             once
    {"event": "progress", "share": 0.4, "executors": 2}  while a request runs

The end of the input ends the driver.
"""

import json
import os
import queue
import sys
import threading
import time

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

TICK_S = 0.5
lock = threading.Lock()


def tell(message):
    with lock:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


def read_lines(jvm, lines):
    """Puts every line of the JVM's standard input into the queue; its end stops whatever runs."""
    system_in = getattr(jvm.java.lang.System, "in")
    reader = jvm.java.io.BufferedReader(jvm.java.io.InputStreamReader(system_in, "UTF-8"))
    line = reader.readLine()
    while line is not None:
        lines.put(line)
        line = reader.readLine()
    os._exit(0)


def tell_progress(context, busy):
    tracker = context.statusTracker()
    while True:
        time.sleep(TICK_S)
        if busy.is_set():
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            tasks = sum(stage.numTasks for stage in stages if stage)
            done = sum(stage.numCompletedTasks for stage in stages if stage)
            executors = context._jsc.sc().getExecutorMemoryStatus().size() - 1
            tell({"event": "progress", "share": done / tasks if tasks else None, "executors": executors})


def sql(spark, request):
    spark.sql(request["text"])
    return {}


def make(spark, request):
    if request["reuse"] and exists(spark, request["path"] + "/_SUCCESS"):
        return register(spark, request["name"], request["path"], spark.read.parquet(request["path"]).schema)
    frame = spark.sql(request["select"])
    frame.write.mode("overwrite").parquet(request["path"])
    return register(spark, request["name"], request["path"], frame.schema)


def read(spark, request):
    return register(spark, request["name"], request["path"], request["schema"])


def register(spark, name, path, schema):
    table = spark.read.schema(schema).parquet(path)
    table.createOrReplaceTempView(name)
    return {"rows": table.count()}


def fetch(spark, request):
    """Writes a result, and copies its files to a folder of this machine where they are not there already."""
    spark.sql(request["select"]).write.mode("overwrite").parquet(request["path"])
    if "copy_to" in request:
        files, path = place(spark, request["path"])
        files.copyToLocalFile(False, path, local_path(spark, request["copy_to"]), True)
    return {}


def upload(spark, request):
    files, path = place(spark, request["path"])
    files.copyFromLocalFile(local_path(spark, request["copy_from"]), path)
    return {}


def bring(spark, request):
    """Copies the files that a URL (a pattern, perhaps) stands for to this machine, each into a folder of its own."""
    files, pattern = place(spark, request["url"])
    found = [status.getPath() for status in files.globStatus(pattern) or [] if status.isFile()]
    brought = []
    for number, path in enumerate(found):
        copy = f'{request["folder"]}/{number}/{path.getName()}'
        files.copyToLocalFile(False, path, local_path(spark, copy), True)
        brought.append({"url": path.toString(), "path": copy})
    return {"files": brought}


def remove(spark, request):
    files, path = place(spark, request["path"])
    files.delete(path, True)
    return {}


def exists(spark, path):
    files, path = place(spark, path)
    return files.exists(path)


def place(spark, path):
    """The Hadoop file system that holds a path, and the path."""
    path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(path)
    return path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()), path


def local_path(spark, path):
    return spark.sparkContext._jvm.org.apache.hadoop.fs.Path("file://" + path)


actions = {"sql": sql, "make": make, "read": read, "fetch": fetch, "upload": upload, "bring": bring, "remove": remove}


def failure(error):
    if isinstance(error, PySparkException):
        return {"condition": error.getCondition(), "sqlstate": error.getSqlState(), "message": str(error)}
    if isinstance(error, Py4JJavaError):
        return {"condition": error.java_exception.getClass().getName(), "sqlstate": None, "message": str(error.java_exception)}
    return {"condition": type(error).__name__, "sqlstate": None, "message": str(error)}


def main():
    spark = SparkSession.builder.getOrCreate()
    context = spark.sparkContext
    lines = queue.Queue()
    busy = threading.Event()
    threading.Thread(target=read_lines, args=(context._jvm, lines), daemon=True).start()
    threading.Thread(target=tell_progress, args=(context, busy), daemon=True).start()
    tell({"event": "ready", "version": spark.version})
    while True:
        request = json.loads(lines.get())
        busy.set()
        try:
            answer = actions[request["do"]](spark, request)
        except Exception as error:
            answer = {"error": failure(error)}
        busy.clear()
        tell({"id": request["id"], **answer})


main()
