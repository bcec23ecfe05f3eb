package mnist.retrain;

import java.util.List;
import java.util.Map;
import mnist.evaluate.Disagreement;

/**
 * Some judged images that challenger or champion alone gets right.
 *
 * @param answers the champion's as those of the first model, the challenger's as the second's
 * @param pixels of each, by id: unsigned bytes, row-major, 0 for background, of the size that the
 *     challenger takes
 */
public record DifferingImages(List<Disagreement> answers, Map<Long, byte[]> pixels) {

  /** Where nothing was judged. */
  static final DifferingImages NONE = new DifferingImages(List.of(), Map.of());

  public DifferingImages {
    answers = List.copyOf(answers);
    pixels = Map.copyOf(pixels);
  }
}
