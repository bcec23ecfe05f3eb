package mnist.examination;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.html.Numbers;

/**
 * Whether labels belong to images, by the champion's answers. It is believed against a label only
 * where it is sure and the image is like those it was validated on: there its errors are as rare as
 * its calibration says, whatever the rest of the delivery looks like. So a new style of writing,
 * which makes it unsure or is novel to it, isn't taken for wrong labels.
 *
 * @param answers to images of the classes that the champion knows
 * @param classes how many there are
 * @param champion its name
 */
record LabelChecks(Answers answers, int classes, String champion) {

  /** Of contradictions that are told though they are too few to refuse the delivery. */
  private static final double TOLD = 0.005;

  /** Cohen's kappa below which labels have nothing to do with the images. */
  static final double UNRELATED = 0.2;

  private static final String CHECK_LABELS =
      "check that labels and images belong together and that both are in the same order";

  private Answers trusted() {
    return answers.where(AnswerGroup::trusted);
  }

  /** Why agreement can't be told; empty if it can. */
  Optional<String> obstacle(ExaminationSettings settings) {
    long trusted = trusted().images();
    if (trusted >= settings.minImages() || isUnrelated(settings)) {
      return Optional.empty();
    }
    return Optional.of(
        "of %s images champion %s is sure of %s that are like its validation images, and needs %d (%smin-images)"
            .formatted(
                Numbers.count(answers.images()),
                champion,
                Numbers.count(trusted),
                settings.minImages(),
                ExaminationSettings.KEY));
  }

  List<Finding> findings(ExaminationSettings settings) {
    List<Finding> findings = new ArrayList<>();
    agreement(settings).ifPresent(findings::add);
    byClass(settings).ifPresent(findings::add);
    return findings;
  }

  private Optional<Finding> agreement(ExaminationSettings settings) {
    if (isUnrelated(settings)) {
      return Optional.of(
          finding(
              true,
              "champion %s reads %s of %s images (%s) as they are labelled, about as many as by chance (%s), where its confidence promises %s"
                  .formatted(
                      champion,
                      Numbers.count(answers.agreeing()),
                      Numbers.count(answers.images()),
                      Numbers.percent(answers.agreement(), 1),
                      Numbers.percent(answers.byChance(), 1),
                      Numbers.percent(1 - answers.expectedContradictions(), 1)),
              CHECK_LABELS));
    }
    Answers trusted = trusted();
    if (trusted.images() < settings.minImages() || trusted.excess() <= TOLD) {
      return Optional.empty();
    }
    boolean harmful = trusted.excess() > settings.maxContradictions();
    return Optional.of(
        finding(
            harmful,
            "champion %s contradicts %s of %s labels (%s) where it is sure and the images are like its own, and should be wrong in %s; %s"
                .formatted(
                    champion,
                    Numbers.count(trusted.contradicting()),
                    Numbers.count(trusted.images()),
                    Numbers.percent(1 - trusted.agreement(), 1),
                    Numbers.percent(trusted.expectedContradictions(), 1),
                    pattern(trusted)),
            harmful ? CHECK_LABELS : "look at the examples; some of their labels may be wrong"));
  }

  /** The champion's answers have nothing to do with the labels, and it believes to know better. */
  private boolean isUnrelated(ExaminationSettings settings) {
    return answers.images() >= settings.minImages()
        && answers.expectedContradictions() < 0.5
        && answers.kappaAtMost() < UNRELATED;
  }

  /** Whether contradictions are of a few pairs of classes or of all. */
  private static String pattern(Answers trusted) {
    Map<String, Long> pairs = new TreeMap<>();
    for (AnswerGroup group : trusted.where(group -> !group.agrees()).groups()) {
      int one = Math.min(group.label(), group.prediction());
      int other = Math.max(group.label(), group.prediction());
      pairs.merge(one + " and " + other, group.images(), Long::sum);
    }
    Map.Entry<String, Long> most =
        pairs.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return 2 * most.getValue() > trusted.contradicting()
        ? "most of them between " + most.getKey()
        : "they are spread over %d pairs of classes".formatted(pairs.size());
  }

  private Finding finding(boolean harmful, String sentence, String remedy) {
    Answers trusted = trusted();
    return new Finding(
        Check.LABEL_AGREEMENT,
        harmful,
        sentence,
        remedy,
        Map.of(
            "images", answers.images(),
            "agreeing", answers.agreeing(),
            "expected_agreement", 1 - answers.expectedContradictions(),
            "agreement_by_chance", answers.byChance(),
            "sure", trusted.images(),
            "sure_contradicting", trusted.contradicting(),
            "sure_expected_contradictions", trusted.expectedContradictions(),
            "sure_excess_at_least", trusted.excess(),
            "confusion_matrix", matrix()),
        (trusted.contradicting() > 0 ? trusted : answers)
            .where(group -> !group.agrees())
            .examples());
  }

  /** {@code [label][prediction]}. */
  private List<List<Long>> matrix() {
    return IntStream.range(0, classes)
        .mapToObj(
            label ->
                IntStream.range(0, classes)
                    .mapToObj(
                        read ->
                            answers
                                .where(g -> g.label() == label && g.prediction() == read)
                                .images())
                    .toList())
        .toList();
  }

  private Optional<Finding> byClass(ExaminationSettings settings) {
    if (trusted().images() < settings.minImages()) {
      return Optional.empty();
    }
    List<Integer> contradicted =
        IntStream.range(0, classes)
            .filter(label -> ofClass(label).excess() > settings.maxClassContradictions())
            .boxed()
            .toList();
    if (contradicted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Check.CLASS_AGREEMENT,
            true,
            "champion %s, where it is sure and the images are like its own, reads %s"
                .formatted(
                    champion,
                    contradicted.stream().map(this::read).collect(Collectors.joining("; "))),
            "check whether labels of these classes are swapped; a way of writing that the champion"
                + " takes for another class looks the same",
            Map.of(
                "classes", contradicted,
                "sure_per_class", counts(contradicted, Answers::images),
                "contradicting_per_class", counts(contradicted, Answers::contradicting)),
            trusted()
                .where(group -> contradicted.contains(group.label()) && !group.agrees())
                .examples()));
  }

  private List<Long> counts(List<Integer> labels, ToLongFunction<Answers> count) {
    return labels.stream().map(label -> count.applyAsLong(ofClass(label))).toList();
  }

  private Answers ofClass(int label) {
    return trusted().where(group -> group.label() == label);
  }

  private String read(int label) {
    Answers ofClass = ofClass(label);
    int most =
        IntStream.range(0, classes)
            .filter(read -> read != label)
            .boxed()
            .max(
                Comparator.comparingLong(
                    (Integer read) -> ofClass.where(g -> g.prediction() == read).images()))
            .orElseThrow();
    return "%s of %s images labelled %d as others, most as %d"
        .formatted(
            Numbers.count(ofClass.contradicting()), Numbers.count(ofClass.images()), label, most);
  }
}
