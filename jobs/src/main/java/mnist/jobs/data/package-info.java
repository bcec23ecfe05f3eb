/** The images that a job reads, of any form, or the bundled MNIST. */
package mnist.jobs.data;
