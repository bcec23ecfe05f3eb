/** Training into a store, and what is looked at before and shown while it lasts. */
package mnist.jobs.training;
