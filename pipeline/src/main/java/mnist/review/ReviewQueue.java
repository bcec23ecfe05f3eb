package mnist.review;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The images of a scoring that people should look at: half of them those that the model is least
 * sure of, the others those most unlike training. Images are offered in the order of the input; of
 * equally unsure or odd ones the first stay, and of images of the same pixels one. What is left of
 * parts, offered again in their order, leaves the same as all images would. In memory are no more
 * than three images for two that are asked for.
 */
public final class ReviewQueue implements Serializable {

  private static final long serialVersionUID = 1;

  private final int size;
  private final Ranking leastSure;

  /** As many as all, since any of them may be among the least sure. */
  private final Ranking oddest;

  /**
   * @param size images to look at, 0 or more
   */
  public ReviewQueue(int size) {
    this.size = size;
    this.leastSure = new Ranking(Reason.CONFIDENCE, (size + 1) / 2);
    this.oddest = new Ranking(Reason.NOVELTY, size);
  }

  /** An image with why it was chosen. */
  public record Chosen(ReviewImage image, Reason why) {}

  /**
   * Offers an image.
   *
   * @return whether it is kept for now
   */
  public boolean offer(ReviewImage image) {
    boolean isUnsure = leastSure.offer(image);
    return oddest.offer(image) || isUnsure;
  }

  /** All that are kept, in their order, to be offered to another queue of the same size. */
  public List<ReviewImage> kept() {
    List<ReviewImage> kept = new ArrayList<>(leastSure.images());
    oddest.images().stream().filter(image -> isNoneOf(kept, image)).forEach(kept::add);
    kept.sort(Comparator.comparingLong(ReviewImage::place));
    return kept;
  }

  /** The least sure first, then the oddest of the others. */
  public List<Chosen> chosen() {
    List<Chosen> chosen = new ArrayList<>();
    leastSure.images().forEach(image -> chosen.add(new Chosen(image, Reason.CONFIDENCE)));
    oddest.images().stream()
        .filter(image -> isNoneOf(leastSure.images(), image))
        .limit(size - chosen.size())
        .forEach(image -> chosen.add(new Chosen(image, Reason.NOVELTY)));
    return chosen;
  }

  private static boolean isNoneOf(List<ReviewImage> images, ReviewImage image) {
    return images.stream().noneMatch(image::isSameAs);
  }
}
