/** What one process is to measure, what all of them share, and what each has measured. */
package mnist.bench.plan;
