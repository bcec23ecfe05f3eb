package mnist.score;

import java.io.Serializable;
import mnist.profile.ProfileCounts;

/** Counts what a model tells of an image. */
@FunctionalInterface
public interface AnswerCount extends Serializable {

  /**
   * @param counts takes it
   * @param bins of the image, as {@link mnist.profile.ImageBins} gives them; null of one that isn't
   *     measured
   * @param prediction the class
   * @param probabilities of each class
   * @param energy of the image, as {@link mnist.model.Energy} defines it
   */
  void count(
      ProfileCounts counts, byte[] bins, int prediction, float[] probabilities, float energy);
}
