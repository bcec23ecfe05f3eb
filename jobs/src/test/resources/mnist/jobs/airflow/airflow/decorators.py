"""The decorators of DAGs and tasks, and what they make of functions."""

from airflow.exceptions import AirflowException

DAGS = []


class Node:
    """A task within a DAG."""

    def __init__(self, function, trigger_rule, ends_if_false, arguments):
        self.name = function.__name__
        self.function = function
        self.trigger_rule = trigger_rule
        # Whether all that comes after it is skipped where it returns nothing, whatever the others' rules.
        self.ends_if_false = ends_if_false
        self.arguments = arguments
        self.before = [argument for argument in arguments if isinstance(argument, Node)]
        DAGS[-1].nodes.append(self)

    def __rshift__(self, after):
        after.before.append(self)
        return after

    def comes_after(self, other):
        return any(b is other or b.comes_after(other) for b in self.before)


class Dag:
    def __init__(self, settings):
        self.settings = settings
        self.nodes = []

    def run(self, night):
        """Yields each task's name with its state, and the failure if it had one."""
        states, results, ended = {}, {}, []
        waiting = list(self.nodes)
        while waiting:
            node = next(n for n in waiting if all(b.name in states for b in n.before))
            waiting.remove(node)
            failure = None
            if any(node.comes_after(end) for end in ended):
                state = "skipped"
            else:
                state = _held_up({states[b.name] for b in node.before}, node.trigger_rule)
            if state is None:
                try:
                    results[node.name] = node.function(
                        *[
                            results[a.name] if isinstance(a, Node) else a.replace("{{ ds }}", night)
                            for a in node.arguments
                        ]
                    )
                    state = "ran"
                    if node.ends_if_false and not results[node.name]:
                        ended.append(node)
                except AirflowException as e:
                    state, failure = "failed", e
            states[node.name] = state
            yield node.name, state, failure
        leaves = [n for n in self.nodes if not any(o.comes_after(n) for o in self.nodes)]
        good = all(states[n.name] in ("ran", "skipped") for n in leaves)
        yield "the night", "succeeded" if good else "failed", None


def _held_up(before, trigger_rule):
    """The state of a task that may not run; None of one that may."""
    if trigger_rule == "all_done":
        return None
    assert trigger_rule == "all_success", trigger_rule
    if before & {"failed", "upstream_failed"}:
        return "upstream_failed"
    return "skipped" if "skipped" in before else None


def task(function=None, trigger_rule="all_success", ends_if_false=False):
    def made(function):
        return lambda *arguments: Node(function, trigger_rule, ends_if_false, arguments)

    return made(function) if function else made


task.short_circuit = lambda function: task(function, ends_if_false=True)


def dag(**settings):
    def made(function):
        def build():
            DAGS.append(Dag(settings))
            function()

        return build

    return made
