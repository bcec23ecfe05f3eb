/**
 * What a model store holds and what was decided about it, for people and programs: in come a {@link
 * mnist.store.ModelStore} and what a user wants to know or change, out go figures and tables. Needs
 * no Spark.
 */
package mnist.jobs.models;
