package mnist.review;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The first images of an order, no more than a number, none twice. Of equals the earlier stay. */
final class Ranking implements Serializable {

  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final int size;
  private final ArrayList<ReviewImage> images = new ArrayList<>();

  Ranking(Reason reason, int size) {
    this.reason = reason;
    this.size = size;
  }

  /** Whether it is among the first of those that were offered so far. */
  boolean offer(ReviewImage image) {
    boolean isFull = images.size() == size;
    if (size == 0 || isFull && !isBefore(image, images.get(size - 1))) {
      return false;
    }
    if (images.stream().anyMatch(image::isSameAs)) {
      return false;
    }
    int place = images.size();
    while (place > 0 && isBefore(image, images.get(place - 1))) {
      place--;
    }
    images.add(place, image);
    if (isFull) {
      images.remove(size);
    }
    return true;
  }

  private boolean isBefore(ReviewImage image, ReviewImage other) {
    return reason.order().compare(image, other) < 0;
  }

  List<ReviewImage> images() {
    return images;
  }
}
