"""The decorators of DAGs and tasks, and what they make of functions."""

DAGS = []


class Node:
    """A task within a DAG."""

    def __init__(self, function, follows, arguments):
        self.name = function.__name__
        self.function = function
        # Whether a task of a name runs after this one, by what this one returned.
        self.follows = follows
        self.arguments = arguments
        self.before = [argument for argument in arguments if isinstance(argument, Node)]
        DAGS[-1].nodes.append(self)

    def __rshift__(self, after):
        for node in after if isinstance(after, list) else [after]:
            node.before.append(self)
        return after


class Dag:
    def __init__(self, settings):
        self.settings = settings
        self.nodes = []

    def run(self, night):
        """Yields the name of each task that ran, and what it returned."""
        results, skipped = {}, set()
        waiting = list(self.nodes)
        while waiting:
            node = next(n for n in waiting if all(b.name in results or b.name in skipped for b in n.before))
            waiting.remove(node)
            chosen = all(
                b.name not in skipped and b.follows(results[b.name], node.name) for b in node.before
            )
            if not chosen:
                skipped.add(node.name)
                continue
            results[node.name] = node.function(
                *[
                    results[a.name] if isinstance(a, Node) else a.replace("{{ ds }}", night)
                    for a in node.arguments
                ]
            )
            yield node.name, results[node.name]


def _task(function, follows=lambda result, name: True):
    return lambda *arguments: Node(function, follows, arguments)


def task(function):
    return _task(function)


task.branch = lambda function: _task(function, lambda result, name: name in result)
task.short_circuit = lambda function: _task(function, lambda result, name: bool(result))


def dag(**settings):
    def made(function):
        def build():
            DAGS.append(Dag(settings))
            function()

        return build

    return made
