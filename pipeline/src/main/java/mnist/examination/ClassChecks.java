package mnist.examination;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mnist.examination.Finding.Example;
import mnist.html.Numbers;
import mnist.profile.JensenShannonDistance;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * The classes of a delivery beside the known ones.
 *
 * @param known training images of each class
 * @param delivered the same; as many classes
 */
record ClassChecks(List<Long> known, List<Long> delivered) {

  List<Finding> findings(ExaminationSettings settings) {
    List<Finding> findings = new ArrayList<>();
    missing(findings);
    added(findings);
    balance(settings, findings);
    return findings;
  }

  /**
   * Classes count as missing where so many images, drawn by the known shares, would lack as many by
   * a chance below {@link ShareInterval#ERROR}: that of lacking these, times the ways to choose so
   * many. Of fewer images they are only told.
   */
  private void missing(List<Finding> findings) {
    List<Integer> missing =
        classes().filter(c -> known.get(c) > 0 && delivered.get(c) == 0).boxed().toList();
    if (missing.isEmpty()) {
      return;
    }
    long images = sum(delivered);
    double share = missing.stream().mapToDouble(known::get).sum() / sum(known);
    long classes = known.stream().filter(count -> count > 0).count();
    double chance =
        Math.min(
            1,
            CombinatoricsUtils.binomialCoefficientDouble((int) classes, missing.size())
                * Math.pow(1 - share, images));
    boolean harmful = chance < ShareInterval.ERROR;
    findings.add(
        new Finding(
            Check.MISSING_CLASSES,
            harmful,
            "none of %s training images is of class %s, which the store knows%s"
                .formatted(
                    Numbers.count(images),
                    list(missing),
                    harmful ? "" : "; of so few images that may be chance"),
            "deliver images of every class",
            Map.of("images", images, "missing", missing, "chance", chance, "per_class", delivered),
            List.of()));
  }

  private void added(List<Finding> findings) {
    List<Integer> added =
        classes().filter(c -> known.get(c) == 0 && delivered.get(c) > 0).boxed().toList();
    if (added.isEmpty()) {
      return;
    }
    long images = added.stream().mapToLong(delivered::get).sum();
    findings.add(
        new Finding(
            Check.NEW_CLASSES,
            true,
            "%s training images are of class %s, of which the champion was trained on none"
                .formatted(Numbers.count(images), list(added)),
            "check that these classes are meant",
            Map.of("images", images, "new", added, "per_class", delivered),
            List.<Example>of()));
  }

  private void balance(ExaminationSettings settings, List<Finding> findings) {
    long images = sum(delivered);
    long[][] both =
        classes()
            .filter(c -> known.get(c) + delivered.get(c) > 0)
            .mapToObj(c -> new long[] {known.get(c), delivered.get(c)})
            .toArray(long[][]::new);
    if (images < settings.minImages() || sum(known) == 0 || both.length < 2) {
      return;
    }
    double distance = JensenShannonDistance.of(column(both, 0), column(both, 1));
    double chance = new ChiSquareTest().chiSquareTest(both);
    if (distance > settings.maxClassDistance() && chance < ShareInterval.ERROR) {
      findings.add(
          new Finding(
              Check.CLASS_BALANCE,
              true,
              "the classes of %s training images are %s away from the known ones by Jensen and Shannon's distance, where %s is allowed and chance hardly explains it (p %s)"
                  .formatted(
                      Numbers.count(images),
                      Numbers.decimal(distance, 3),
                      Numbers.decimal(settings.maxClassDistance(), 3),
                      Numbers.probability(chance)),
              "check whether images are missing, or some came twice",
              Map.of(
                  "images", images,
                  "distance", distance,
                  "max_distance", settings.maxClassDistance(),
                  "chance", chance,
                  "known_per_class", known,
                  "per_class", delivered),
              List.of()));
    }
  }

  private static long[] column(long[][] counts, int column) {
    return Stream.of(counts).mapToLong(both -> both[column]).toArray();
  }

  private IntStream classes() {
    return IntStream.range(0, known.size());
  }

  private static long sum(List<Long> counts) {
    return counts.stream().flatMapToLong(LongStream::of).sum();
  }

  private static String list(List<Integer> classes) {
    return classes.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
