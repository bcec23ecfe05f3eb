/** How well a model reads pictures that aren't MNIST's, prepared and as they are. */
package mnist.bench.pictures;
