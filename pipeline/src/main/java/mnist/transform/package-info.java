/**
 * Raw pixels in, a network's input out: normalisation, which is saved with a model, and
 * augmentation, which only training applies.
 */
package mnist.transform;
