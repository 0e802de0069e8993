"""Does on Spark what grouplift asks for: one JSON request per line in, one JSON answer per line out. No business logic.

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
from concurrent.futures import ThreadPoolExecutor

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

TICK_S = 0.5
FOOTER_READERS = 16
lock = threading.Lock()


def tell(message):
    with lock:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


def read_lines(jvm, lines):
    """Puts every line of the JVM's standard input into the queue; its end, or that of the JVM, stops whatever is running."""
    system_in = getattr(jvm.java.lang.System, "in")
    reader = jvm.java.io.BufferedReader(jvm.java.io.InputStreamReader(system_in, "UTF-8"))
    try:
        line = reader.readLine()
        while line is not None:
            lines.put(line)
            line = reader.readLine()
    finally:
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
        return register(spark, request, spark.read.parquet(literal(request["path"])).schema)
    frame = spark.sql(request["select"])
    frame.write.mode("overwrite").parquet(request["path"])
    return register(spark, request, frame.schema)


def read(spark, request):
    return register(spark, request, request["schema"])


def register(spark, request, schema):
    """Makes a table of the files at a path; counting their rows is left out if others can do it faster."""
    table = spark.read.schema(schema).parquet(literal(request["path"]))
    table.createOrReplaceTempView(request["name"])
    return {"rows": table.count()} if request.get("count") else {}


def fetch(spark, request):
    """Writes a result, and copies its files to a folder of this machine unless they are already there."""
    spark.sql(request["select"]).write.mode("overwrite").parquet(request["path"])
    if "copy_to" in request:
        files, path = place(spark, request["path"])
        files.copyToLocalFile(False, path, local_path(spark, request["copy_to"]), True)
    return {}


def upload(spark, request):
    files, path = place(spark, request["path"])
    files.copyFromLocalFile(local_path(spark, request["copy_from"]), path)
    return {}


def find(spark, request):
    """The files that a URL stands for, the one of that name or those that match a pattern; for Parquet files also the columns."""
    files, pattern = place(spark, request["url"])
    named = [files.getFileStatus(pattern)] if files.exists(pattern) else files.globStatus(pattern)
    found = [status for status in named or [] if status.isFile()]
    with ThreadPoolExecutor(FOOTER_READERS) as readers:
        footers = list(readers.map(lambda status: footer(spark, status), found))
    columns = {}
    for status, text in zip(found, footers):
        if text is not None and text not in columns:
            columns[text] = columns_of(spark, status.getPath().toString())
    return {"files": [described(spark, status, columns.get(text)) for status, text in zip(found, footers)]}


def described(spark, status, columns):
    """A file by its name, also as `_metadata.file_path` writes it, its size and its modification time."""
    url = status.getPath().toString()
    return {
        "url": url,
        "uri": spark.sparkContext._jvm.org.apache.hadoop.fs.Path(url).toUri().toString(),
        "bytes": status.getLen(),
        "modified_ms": status.getModificationTime(),
        "columns": columns,
    }


def footer(spark, status):
    """The schema in a Parquet file as text, None for another file, and for INT96, on which readers disagree."""
    if not status.getPath().getName().endswith(".parquet"):
        return None
    parquet = spark.sparkContext._jvm.org.apache.parquet.hadoop
    source = parquet.util.HadoopInputFile.fromStatus(status, spark.sparkContext._jsc.hadoopConfiguration())
    try:
        reader = parquet.ParquetFileReader.open(source)
        text = reader.getFooter().getFileMetaData().getSchema().toString()
        reader.close()
    except Py4JJavaError:
        return None
    return None if "int96" in text else text


def columns_of(spark, url):
    try:
        return {field.name: field.dataType.simpleString() for field in spark.read.parquet(literal(url)).schema}
    except PySparkException:
        return None


def open_files(spark, request):
    """Makes a view of Parquet files in place, with the position of every row."""
    reader = spark.read.schema(request["schema"]).option("recursiveFileLookup", "true")
    rows = reader.parquet(*map(literal, request["urls"]))
    place_of_row = ["_metadata.file_path AS file_uri", "_metadata.row_index AS row_index"]
    rows.selectExpr("*", *place_of_row).createOrReplaceTempView(request["name"])
    return {}


def bring(spark, request):
    """Copies a file to this machine."""
    files, path = place(spark, request["url"])
    files.copyToLocalFile(False, path, local_path(spark, request["copy_to"]), True)
    return {}


def remove(spark, request):
    files, path = place(spark, request["path"])
    files.delete(path, True)
    return {}


def exists(spark, path):
    files, path = place(spark, path)
    return files.exists(path)


def literal(path):
    """The pattern that matches one path alone: Spark treats every path that it reads as a pattern."""
    return "".join("\\" + one if one in "\\{}[]*?" else one for one in path)


def place(spark, path):
    """The Hadoop file system that holds a path, and the path."""
    path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(path)
    return path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()), path


def local_path(spark, path):
    return spark.sparkContext._jvm.org.apache.hadoop.fs.Path("file://" + path)


actions = {
    "sql": sql,
    "make": make,
    "read": read,
    "open": open_files,
    "fetch": fetch,
    "upload": upload,
    "find": find,
    "bring": bring,
    "remove": remove,
}


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
