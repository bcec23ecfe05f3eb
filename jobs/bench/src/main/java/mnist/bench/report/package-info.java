/** From what was measured to rows, bars and tables. */
package mnist.bench.report;
