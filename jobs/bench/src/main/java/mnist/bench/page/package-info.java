/** The page of the job {@code app}: how soon it is there, and how soon it answers. */
package mnist.bench.page;
