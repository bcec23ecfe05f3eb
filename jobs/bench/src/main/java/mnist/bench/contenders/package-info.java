/** The code that is measured: the jobs, and other libraries doing the same work. */
package mnist.bench.contenders;
