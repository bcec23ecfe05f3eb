"""Runs a file's only DAG for a night, and prints its tasks, and the failure that ended it."""

import runpy
import sys

from airflow import decorators
from airflow.exceptions import AirflowException

path, night = sys.argv[1:]
runpy.run_path(path)
(only,) = decorators.DAGS
print("settings", sorted(only.settings), file=sys.stderr)
try:
    for name, _ in only.run(night):
        print("ran", name, file=sys.stderr)
except AirflowException as failure:
    print(type(failure).__name__, failure, file=sys.stderr)
