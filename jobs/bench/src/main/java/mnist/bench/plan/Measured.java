package mnist.bench.plan;

import java.util.List;

/**
 * What a process has measured.
 *
 * @param imagesPerS of each repetition that counts
 * @param accuracy on the validation images, 0..1, when all was done; null of what gives no answers
 * @param peakRssMib the most memory that the process has had resident; null where that can't be
 *     told
 */
public record Measured(List<Double> imagesPerS, Double accuracy, Double peakRssMib) {}
