/**
 * The networks: architectures by name, a model with all that is needed to apply it, and how the
 * native libraries below are to run.
 */
package mnist.model;
