"""Every night: examine what came in, retrain with it, and score it with the champion; for Apache Airflow 2.4 or later.

A delivery that is refused (exit code 2) and a bug (3) wait for somebody; surroundings that failed (4) and a job that
was killed, which goes on from its last checkpoint, are tried again. A night whose directory isn't there ends at once.
What came in is scored whatever came of the retraining, also where that failed: then the night has failed as well.
Where a model was promoted, somebody is told.
"""

import json
import os
import subprocess
from datetime import datetime, timedelta

from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException

SPARK_HOME = os.environ.get("SPARK_HOME", "/opt/spark")
JAR = os.environ.get("MNIST_SPARK_JAR", "/opt/mnist-spark/mnist-spark.jar")
# A directory for each night, such as 2026-11-29.
DATA = "hdfs:///mnist/landing"
STORE = "hdfs:///mnist/models"
PREDICTIONS = "hdfs:///mnist/predictions"

# Passes by itself, as a kill does; every other code but 0 waits for somebody.
UNAVAILABLE = 4
# Above it are codes of processes that a signal ended; Python tells its own child's as a negative number.
SIGNALS = 128


def submit(*job):
    """Runs a job, and gives what it says as JSON on its standard output."""
    run = subprocess.run(
        [
            f"{SPARK_HOME}/bin/spark-submit",
            "--master", "yarn",
            "--deploy-mode", "client",
            "--num-executors", "2",
            "--executor-cores", "1",
            "--executor-memory", "1g",
            "--conf", "spark.executor.memoryOverhead=2g",
            "--conf", "spark.executorEnv.OMP_NUM_THREADS=1",
            "--class", "mnist.jobs.Main",
            JAR,
            *job,
        ],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    result = json.loads(run.stdout.splitlines()[-1]) if run.stdout.strip() else {}
    print(json.dumps(result, indent=2))
    if run.returncode == UNAVAILABLE:
        raise AirflowException(f"{job[0]}: the surroundings failed, and it is tried again: {result}")
    if run.returncode < 0 or run.returncode > SIGNALS:
        raise AirflowException(f"{job[0]}: killed (exit code {run.returncode}), and it is tried again")
    if run.returncode != 0:
        raise AirflowFailException(f"{job[0]}: exit code {run.returncode}: {result}")
    return result


@dag(
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    # A long night doesn't meet the next one.
    max_active_runs=1,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=10), "retry_exponential_backoff": True},
    tags=["mnist-spark"],
)
def mnist_spark():
    @task.short_circuit
    def came_in(night):
        # Not by -test, which says 1 both of what isn't there and of storage that can't be read.
        listed = subprocess.run(["hdfs", "dfs", "-ls", "-C", DATA], stdout=subprocess.PIPE, text=True, check=False)
        if listed.returncode != 0:
            raise AirflowException(f"{DATA} can't be listed (exit code {listed.returncode}), and it is tried again")
        return night in [path.rsplit("/", 1)[-1] for path in listed.stdout.splitlines()]

    @task
    def examine(night):
        return submit("retrain", "--data", f"{DATA}/{night}", "--store", STORE, "--dry-run")

    @task
    def retrain(night):
        return submit("retrain", "--data", f"{DATA}/{night}", "--store", STORE)

    @task.short_circuit
    def was_promoted(result):
        return result["outcome"] == "promoted"

    # Ends a branch of its own, which fails with the retraining: scoring alone would make the night a success.
    @task
    def promoted(result):
        print(f"{result['champion']} is the champion: {result['reason']}; page: {result.get('page')}")

    # Whatever came of what is before it. What came_in skips stays skipped all the same.
    @task(trigger_rule="all_done")
    def score(night):
        return submit("score", "--input", f"{DATA}/{night}", "--model", STORE, "--output", f"{PREDICTIONS}/{night}")

    arrived = came_in("{{ ds }}")
    examined = examine("{{ ds }}")
    retrained = retrain("{{ ds }}")
    arrived >> examined >> retrained >> score("{{ ds }}")
    was_promoted(retrained) >> promoted(retrained)


mnist_spark()
