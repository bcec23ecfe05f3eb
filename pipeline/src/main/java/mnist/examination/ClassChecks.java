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
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * The classes of a delivery beside the known ones.
 *
 * @param known training images of each class
 * @param delivered the same; as many classes
 */
record ClassChecks(List<Long> known, List<Long> delivered) {

  /** Of a class that is there, but hardly: part of the images that its known share gives. */
  private static final double SCARCE = 0.1;

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
   * many. Of fewer images they are only told. A class that has a few images is missing as well if
   * these are less than {@link #SCARCE} of what its share gives, and by no more chance.
   */
  private void missing(List<Finding> findings) {
    List<Integer> missing =
        classes().filter(c -> known.get(c) > 0 && delivered.get(c) == 0).boxed().toList();
    List<Integer> scarce = classes().filter(this::isScarce).boxed().toList();
    if (missing.isEmpty() && scarce.isEmpty()) {
      return;
    }
    long images = sum(delivered);
    double share = missing.stream().mapToDouble(known::get).sum() / sum(known);
    double chance =
        Math.min(
            1,
            CombinatoricsUtils.binomialCoefficientDouble((int) knownClasses(), missing.size())
                * Math.pow(1 - share, images));
    boolean harmful = !scarce.isEmpty() || chance < ShareInterval.ERROR;
    List<String> told = new ArrayList<>();
    if (!missing.isEmpty()) {
      told.add(
          "none of %s training images is of class %s, which the store knows"
              .formatted(Numbers.count(images), list(missing)));
    }
    if (!scarce.isEmpty()) {
      told.add(
          "of %s training images there are %s"
              .formatted(
                  Numbers.count(images),
                  scarce.stream()
                      .map(
                          c ->
                              "%s of class %d for some %s by the known shares"
                                  .formatted(
                                      Numbers.count(delivered.get(c)),
                                      c,
                                      Numbers.count(Math.round(expected(c)))))
                      .collect(Collectors.joining(", "))));
    }
    findings.add(
        new Finding(
            Check.MISSING_CLASSES,
            harmful,
            String.join("; ", told) + (harmful ? "" : "; of so few images that may be chance"),
            "deliver images of every class",
            Map.of(
                "images", images,
                "missing", missing,
                "scarce", scarce,
                "chance", chance,
                "per_class", delivered),
            List.of()));
  }

  private boolean isScarce(int c) {
    long images = sum(delivered);
    // The binomial distribution takes an int; of more images, shares alone tell.
    int trials = (int) Math.min(images, Integer.MAX_VALUE);
    long there = delivered.get(c);
    return there > 0
        && there < SCARCE * expected(c)
        && new BinomialDistribution(null, trials, (double) known.get(c) / sum(known))
                    .cumulativeProbability((int) there)
                * knownClasses()
            < ShareInterval.ERROR;
  }

  /** How many images of a class its known share would give. */
  private double expected(int c) {
    return (double) known.get(c) / sum(known) * sum(delivered);
  }

  private long knownClasses() {
    return known.stream().filter(count -> count > 0).count();
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
