package mnist.evaluate;

/**
 * A wrong prediction.
 *
 * @param id of the image
 * @param truth its label
 * @param prediction what it was taken for
 * @param probability that the model gave to its prediction, 0..1
 */
public record Mistake(long id, int truth, int prediction, float probability) {}
