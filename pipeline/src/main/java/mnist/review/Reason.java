package mnist.review;

import java.util.Comparator;
import java.util.Locale;

/** Why people should look at an image. */
public enum Reason {
  /** The model is unsure of it. */
  CONFIDENCE(Comparator.comparingDouble(Reason::confidence)),
  /** It is unlike those that the model was trained on. */
  NOVELTY(Comparator.comparingDouble(Reason::familiarity));

  private final Comparator<ReviewImage> order;

  Reason(Comparator<ReviewImage> order) {
    this.order = order;
  }

  /** Of a network that has diverged, none. */
  private static double confidence(ReviewImage image) {
    return Float.isNaN(image.confidence()) ? -1 : image.confidence();
  }

  private static double familiarity(ReviewImage image) {
    return Float.isNaN(image.energy()) ? Double.NEGATIVE_INFINITY : -(double) image.energy();
  }

  /** Those first that there is most reason to look at. */
  Comparator<ReviewImage> order() {
    return order;
  }

  /** The name in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
