package mnist.examination;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import mnist.examination.Finding.Example;
import mnist.html.Numbers;

/**
 * What images that are equal tell.
 *
 * @param groups of all of the delivery's images
 */
record ContentChecks(List<ContentGroup> groups) {

  long images() {
    return images(group -> true);
  }

  List<Finding> findings(ExaminationSettings settings) {
    List<Finding> findings = new ArrayList<>();
    copiesWithin(findings);
    conflicts(settings, findings);
    heldOut(settings, findings);
    return findings;
  }

  /**
   * Whoever delivers all images again delivers those that are held out too, in their share: known
   * images are recognised and stay where they are. So copies are harmful that came as training
   * images, and those that are mostly of images held out, as of a judging set that got out. What
   * they tell of the delivery they tell as a sample: a single one may be there by chance.
   */
  private void heldOut(ExaminationSettings settings, List<Finding> findings) {
    long copies = images(ContentGroup::heldOut);
    long trained = images(ContentGroup::trained);
    long known = images(ContentGroup::known);
    boolean mostly = 2 * copies > known;
    if (!mostly && trained == 0) {
      return;
    }
    boolean surelyMostly = ShareInterval.atLeast(copies, known) > 0.5;
    boolean harmful =
        ShareInterval.atLeast(surelyMostly ? copies : trained, images())
            > settings.maxHeldOutCopies();
    long relabelled = images(group -> group.heldOut() && group.relabelled());
    findings.add(
        new Finding(
            Check.COPIES_OF_HELD_OUT,
            harmful,
            "%s of %s images are copies of images that the store holds out for judging or testing, %s of them with another label; %s came as training images"
                .formatted(
                    Numbers.count(copies),
                    Numbers.count(images()),
                    Numbers.count(relabelled),
                    Numbers.count(trained)),
            "deliver images that the store doesn't hold out",
            Map.of(
                "images", images(),
                "copies", copies,
                "copies_of_known", known,
                "with_another_label", relabelled,
                "trained_on", trained,
                "max_share", settings.maxHeldOutCopies()),
            examples(
                group -> mostly ? group.heldOut() : group.trained(), "copy of an image held out")));
  }

  private void copiesWithin(List<Finding> findings) {
    long copies = count(ContentGroup::repeated, group -> group.images() - group.contents());
    if (copies == 0) {
      return;
    }
    findings.add(
        new Finding(
            Check.COPIES_WITHIN,
            true,
            "%s of %s images are copies of others of them"
                .formatted(Numbers.count(copies), Numbers.count(images())),
            "leave one of each",
            Map.of("images", images(), "copies", copies),
            examples(ContentGroup::repeated, "comes several times")));
  }

  private void conflicts(ExaminationSettings settings, List<Finding> findings) {
    Predicate<ContentGroup> isConflict = group -> group.conflicting() || group.relabelled();
    long conflicts = images(isConflict);
    if (conflicts == 0) {
      return;
    }
    long within = images(ContentGroup::conflicting);
    findings.add(
        new Finding(
            Check.CONFLICTING_LABELS,
            (double) conflicts / images() > settings.maxConflicts(),
            "%s of %s images have an equal one with another label, %s of them in the delivery itself"
                .formatted(
                    Numbers.count(conflicts), Numbers.count(images()), Numbers.count(within)),
            "check which of the labels is right",
            Map.of(
                "images",
                images(),
                "conflicting",
                conflicts,
                "within",
                within,
                "max_share",
                settings.maxConflicts()),
            examples(isConflict, "has another label too")));
  }

  private long images(Predicate<ContentGroup> which) {
    return count(which, ContentGroup::images);
  }

  private long count(Predicate<ContentGroup> which, ToLongFunction<ContentGroup> count) {
    return groups.stream().filter(which).mapToLong(count).sum();
  }

  private List<Example> examples(Predicate<ContentGroup> which, String caption) {
    return groups.stream()
        .filter(which)
        .map(group -> new Example(group.example(), caption))
        .toList();
  }
}
