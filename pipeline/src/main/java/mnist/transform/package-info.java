/**
 * Raw pixels in, a network's input out: normalisation, which is saved with a model, and
 * augmentation, which training applies, and test-time augmentation, of named parts that draw apart
 * from each other.
 */
package mnist.transform;
