package mnist.bench.plan;

import java.util.List;
import mnist.transform.Normalisation;

/**
 * What all contenders are given beside the files.
 *
 * @param mean of the training pixels, as {@link Normalisation} takes it
 * @param standardDeviation of the training pixels, as {@link Normalisation} takes it
 * @param trainImages in the training split
 * @param layers of the network, in order
 */
public record Prepared(
    int height,
    int width,
    int classes,
    double mean,
    double standardDeviation,
    long trainImages,
    List<LayerShape> layers) {

  public Prepared with(List<LayerShape> others) {
    return new Prepared(height, width, classes, mean, standardDeviation, trainImages, others);
  }

  public Normalisation normalisation() {
    return new Normalisation(mean, standardDeviation);
  }
}
