/** What the bench runs on, and what that could do at most. */
package mnist.bench.machine;
