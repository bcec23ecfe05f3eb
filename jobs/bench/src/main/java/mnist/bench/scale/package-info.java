/** Trainings on more and more images, and what they take. */
package mnist.bench.scale;
