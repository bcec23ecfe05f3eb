/**
 * Raw pixels in, a network's input out: normalisation, which is saved with a model, and
 * augmentation, which only training applies, of named parts that draw apart from each other.
 */
package mnist.transform;
