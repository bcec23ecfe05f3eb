/** Runs each contender in a process of its own. */
package mnist.bench.processes;
