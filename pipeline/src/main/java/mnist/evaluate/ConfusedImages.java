package mnist.evaluate;

import java.util.List;

/**
 * A kind of error, and images of it.
 *
 * @param confusion which classes, and how often
 * @param ids of the images of which the model was surest, surest first; not always all
 */
public record ConfusedImages(Confusion confusion, List<Long> ids) {

  public ConfusedImages {
    ids = List.copyOf(ids);
  }
}
