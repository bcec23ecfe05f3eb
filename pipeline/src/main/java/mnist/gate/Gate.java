package mnist.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.evaluate.Comparison;
import mnist.html.Numbers;

/**
 * Whether a challenger may become champion. It has to show that it is no worse than the champion by
 * a margin, and no worse than the best champion so far, so that small losses can't add up over
 * generations. A challenger that loses the margin passes with a probability of at most alpha. Where
 * the images are too few to tell, none but a better one passes, and the figures say how many more
 * it takes. In classes and deliveries, whose images are few, it must not be shown to be worse;
 * there all tests together refuse one that is no worse with a probability of at most alpha.
 */
public final class Gate {

  /** What the names of the checks of accuracy on all images begin with. */
  static final String ACCURACY = "accuracy";

  private final GateSettings settings;

  public Gate(GateSettings settings) {
    this.settings = settings;
  }

  /**
   * The smallest loss of accuracy that so many judged images would show a challenger as good as the
   * champion not to have, with the power of the settings; above 0, and 1 if there is none.
   *
   * @param images 0 or more
   * @param discordant part of them that one of the two models alone gets right, 0..1
   */
  public double detectableLoss(long images, double discordant) {
    return Power.of(images, discordant, settings).detectableLoss();
  }

  /** Runs every check, whether or not an earlier one has passed. */
  public GateResult judge(Judging judging) {
    List<Check> checks = new ArrayList<>();
    checks.add(images(judging));
    if (judging.count() == 0) {
      return new GateResult(judging, checks);
    }
    checks.add(
        accuracy(
            ACCURACY,
            judging.challenger().version(),
            "champion " + judging.champion().version(),
            JudgedImages.withChampion(judging.images())));
    if (judging.hasEarlierBest()) {
      checks.add(
          accuracy(
              ACCURACY + "_of_best",
              judging.challenger().version(),
              judging.best().version() + ", the best champion so far,",
              JudgedImages.withBest(judging.images())));
    }
    checks.addAll(groups(judging));
    if (judging.challenger().robustness() != null) {
      checks.add(robustness(judging));
    }
    checks.add(
        atMost(
            "calibration",
            "calibration error",
            JudgedModel::calibrationError,
            settings.calibrationMargin(),
            judging));
    checks.add(
        atMost("loss", "mean loss in nats", JudgedModel::loss, settings.lossMargin(), judging));
    checks.add(
        ratio("size", "parameters", JudgedModel::parameters, settings.maxSizeRatio(), judging));
    checks.add(
        ratio(
            "time",
            "microseconds per image",
            JudgedModel::microsecondsPerImage,
            settings.maxTimeRatio(),
            judging));
    return new GateResult(judging, checks);
  }

  private Check images(Judging judging) {
    long images = judging.count();
    boolean passed = images >= settings.minImages();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("images", images);
    figures.put("min_images", settings.minImages());
    return new Check(
        "images",
        passed,
        "%s left that no model has seen, retrain.min-images is %s"
            .formatted(
                Numbers.count(images, "image") + (images == 1 ? " is" : " are"),
                Numbers.count(settings.minImages())),
        figures);
  }

  /**
   * @param other with its name, for people
   * @param comparison of the other as the first model with the challenger as the second
   */
  private Check accuracy(String name, String challenger, String other, Comparison comparison) {
    double p = ScoreTest.pValue(comparison, -settings.margin());
    boolean passed = p <= settings.alpha();
    Power power = Power.of(comparison, settings);
    long more = Math.max(0, power.imagesNeeded() - comparison.images());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("challenger_accuracy", comparison.secondAccuracy());
    figures.put("other_accuracy", comparison.firstAccuracy());
    figures.put("only_challenger_right", comparison.onlySecond());
    figures.put("only_other_right", comparison.onlyFirst());
    figures.put("difference", comparison.difference().mean());
    figures.put("margin", settings.margin());
    figures.put("p_value", p);
    figures.put("alpha", settings.alpha());
    figures.put("power", settings.power());
    figures.put("detectable_loss", power.detectableLoss());
    figures.put("images_needed", power.imagesNeeded());
    figures.put("more_images_needed", more);
    String sentence =
        "%s has %s of %s right, %s %s, and each alone %d and %d: %s to be less than %s worse (p %s); with a power of %s as many images show a loss of %s"
            .formatted(
                challenger,
                Numbers.percent(comparison.secondAccuracy(), 2),
                Numbers.count(comparison.images(), "judged image"),
                other,
                Numbers.percent(comparison.firstAccuracy(), 2),
                comparison.onlySecond(),
                comparison.onlyFirst(),
                passed ? "shown" : "not shown",
                points(settings.margin()),
                Numbers.probability(p),
                Numbers.percent(settings.power(), 0),
                points(power.detectableLoss()));
    return new Check(
        name,
        passed,
        passed || more == 0
            ? sentence
            : "%s, and about %s more are needed to show one of %s"
                .formatted(sentence, Numbers.count(more), points(settings.margin())),
        figures);
  }

  /** The classes, then the deliveries: their tests are one family. */
  private List<Check> groups(Judging judging) {
    List<Group> classes = new ArrayList<>();
    SortedMap<Integer, List<JudgedImages>> byClass = new TreeMap<>();
    judging.classes().forEach(label -> byClass.put(label, new ArrayList<>()));
    SortedMap<String, List<JudgedImages>> byDelivery = new TreeMap<>();
    for (JudgedImages some : judging.images()) {
      byClass.computeIfAbsent(some.label(), label -> new ArrayList<>()).add(some);
      byDelivery.computeIfAbsent(some.delivery(), delivery -> new ArrayList<>()).add(some);
    }
    byClass.forEach(
        (label, images) ->
            classes.add(Group.of(Integer.toString(label), images, judging.hasEarlierBest())));
    List<Group> deliveries =
        byDelivery.entrySet().stream()
            .map(
                delivery ->
                    Group.of(delivery.getKey(), delivery.getValue(), judging.hasEarlierBest()))
            .toList();
    Set<String> known = judging.classes().stream().map(String::valueOf).collect(Collectors.toSet());
    GroupTests ofClasses = GroupTests.of(classes, settings.classes());
    GroupTests ofDeliveries = GroupTests.of(deliveries, settings.deliveries());
    List<Double> adjusted =
        Holm.adjusted(
            Stream.of(ofClasses, ofDeliveries).flatMap(tests -> tests.pValues().stream()).toList());
    int first = ofClasses.pValues().size();
    return List.of(
        // A class that the champion knows and that can't be judged could be lost unnoticed.
        ofClasses.check("classes", adjusted.subList(0, first), settings.alpha(), known),
        ofDeliveries.check(
            "deliveries", adjusted.subList(first, adjusted.size()), settings.alpha(), Set.of()));
  }

  private Check robustness(Judging judging) {
    double least = others(judging).mapToDouble(JudgedModel::robustness).max().orElseThrow();
    return bounded(
        "robustness",
        judging.challenger().robustness() >= least - settings.robustnessMargin(),
        "on changed images %s has %s right, others up to %s; it may lose %s"
            .formatted(
                judging.challenger().version(),
                Numbers.percent(judging.challenger().robustness(), 2),
                Numbers.percent(least, 2),
                points(settings.robustnessMargin())),
        judging.challenger().robustness(),
        least,
        settings.robustnessMargin());
  }

  private static Check atMost(
      String name,
      String figure,
      ToDoubleFunction<JudgedModel> of,
      double margin,
      Judging judging) {
    double least = others(judging).mapToDouble(of).min().orElseThrow();
    double challenger = of.applyAsDouble(judging.challenger());
    return bounded(
        name,
        challenger <= least + margin,
        "the %s of %s is %s, of others %s or more; it may be higher by %s"
            .formatted(
                figure,
                judging.challenger().version(),
                Numbers.decimal(challenger, 4),
                Numbers.decimal(least, 4),
                Numbers.decimal(margin, 4)),
        challenger,
        least,
        margin);
  }

  private static Check ratio(
      String name,
      String unit,
      ToDoubleFunction<JudgedModel> figure,
      double most,
      Judging judging) {
    double least = others(judging).mapToDouble(figure).min().orElseThrow();
    double challenger = figure.applyAsDouble(judging.challenger());
    return bounded(
        name,
        challenger <= least * most,
        "%s has %s %s, others %s or more; it may have %s times as many"
            .formatted(
                judging.challenger().version(),
                Numbers.decimal(challenger, 0),
                unit,
                Numbers.decimal(least, 0),
                Numbers.decimal(most, 1)),
        challenger,
        least,
        most);
  }

  private static Check bounded(
      String name, boolean passed, String sentence, double challenger, double other, double bound) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("challenger", challenger);
    figures.put("other", other);
    figures.put("bound", bound);
    return new Check(name, passed, sentence, figures);
  }

  private static Stream<JudgedModel> others(Judging judging) {
    return Stream.of(judging.champion(), judging.best());
  }

  private static String points(double share) {
    return Numbers.decimal(100 * share, 2) + " points";
  }
}
