"""As much of Apache Airflow as a DAG of plain tasks takes: it runs them in order, once, in this process."""
