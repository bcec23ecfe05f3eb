package mnist.examination;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.examination.Finding.Example;
import mnist.html.Numbers;

/**
 * Whether images are turned, mirrored, transposed or inverted: whether one and the same view of
 * those that the champion reads otherwise than they are labelled shows it the label. By chance that
 * is so of one in ten; of wrong labels and of other styles it hardly is more.
 *
 * @param images that were looked at every way
 * @param asTheyAre how many of them the champion reads as they are labelled
 * @param views for each of {@link View#others}, ids of the images that are read as they are
 *     labelled in that view and not as they are
 * @param champion its name
 */
record OrientationCheck(long images, long asTheyAre, Map<View, List<Long>> views, String champion) {

  /** Images that the champion doesn't read as they are labelled, of which a view can be told. */
  private static final int LEAST = 20;

  /** Of those the part that a view has to explain, at least. */
  private static final double EXPLAINED = 0.3;

  Optional<Finding> finding(ExaminationSettings settings) {
    long others = images - asTheyAre;
    View best =
        views.keySet().stream()
            .max(Comparator.comparingInt(view -> views.get(view).size()))
            .orElse(View.AS_IT_IS);
    List<Long> explained = views.getOrDefault(best, List.of());
    if (others < LEAST || ShareInterval.atLeast(explained.size(), others) < EXPLAINED) {
      return Optional.empty();
    }
    List<Example> examples = new ArrayList<>();
    explained.forEach(id -> examples.add(new Example(id, "read when " + best.description())));
    return Optional.of(
        new Finding(
            Check.ORIENTATION,
            ShareInterval.atLeast(explained.size(), images) > settings.maxTurned(),
            "of %s images looked at, champion %s reads %s as they are labelled, and %s of the other %s once they are %s"
                .formatted(
                    Numbers.count(images),
                    champion,
                    Numbers.count(asTheyAre),
                    Numbers.count(explained.size()),
                    Numbers.count(others),
                    best.description()),
            "deliver images as they were so far: upright, and as light on dark",
            Map.of(
                "images", images,
                "as_they_are", asTheyAre,
                "explained", explained.size(),
                "view", best.description(),
                "max_share", settings.maxTurned()),
            examples));
  }
}
