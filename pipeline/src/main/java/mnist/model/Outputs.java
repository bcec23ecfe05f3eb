package mnist.model;

/**
 * What a network gives for some images.
 *
 * @param probabilities [images][classes], each row summing to 1
 * @param energies [images], as {@link Energy} defines them
 */
public record Outputs(float[][] probabilities, float[] energies) {}
