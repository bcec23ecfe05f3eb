/**
 * A page to try models in a browser, and the same as JSON: {@link mnist.jobs.app.ModelServer} takes
 * pictures by HTTP, has them prepared and scored by the classes that the job score uses, in this
 * process and without Spark, and answers.
 */
package mnist.jobs.app;
