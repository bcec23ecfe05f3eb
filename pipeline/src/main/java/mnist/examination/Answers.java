package mnist.examination;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import mnist.examination.Finding.Example;

/** What a champion answers to labelled images, counted. */
record Answers(List<AnswerGroup> groups) {

  Answers where(Predicate<AnswerGroup> which) {
    return new Answers(groups.stream().filter(which).toList());
  }

  long images() {
    return groups.stream().mapToLong(AnswerGroup::images).sum();
  }

  long agreeing() {
    return where(AnswerGroup::agrees).images();
  }

  long contradicting() {
    return images() - agreeing();
  }

  /** Of the predictions, how many are right by calibrated confidence. */
  double expected() {
    return groups.stream().mapToDouble(AnswerGroup::expected).sum();
  }

  double agreement() {
    return images() == 0 ? 0 : (double) agreeing() / images();
  }

  /** The part of the contradictions that the confidence leaves room for, 0 to 1. */
  double expectedContradictions() {
    return images() == 0 ? 0 : 1 - expected() / images();
  }

  /**
   * The share of the contradictions that is surely there, beyond what the confidence leaves room
   * for, 0 to 1.
   */
  double excess() {
    return Math.max(0, ShareInterval.atLeast(contradicting(), images()) - expectedContradictions());
  }

  /** The agreement of labels and predictions that are drawn independently, 0 to 1. */
  double byChance() {
    Map<Integer, Long> labels = new HashMap<>();
    Map<Integer, Long> predictions = new HashMap<>();
    for (AnswerGroup group : groups) {
      labels.merge(group.label(), group.images(), Long::sum);
      predictions.merge(group.prediction(), group.images(), Long::sum);
    }
    double images = images();
    return images == 0
        ? 1
        : labels.entrySet().stream()
            .mapToDouble(
                label ->
                    label.getValue()
                        / images
                        * predictions.getOrDefault(label.getKey(), 0L)
                        / images)
            .sum();
  }

  /**
   * The most that Cohen's kappa can be: 0 for labels that have nothing to do with the predictions,
   * 1 for equal ones (Cohen, A Coefficient of Agreement for Nominal Scales, 1960). 1 where one
   * class makes up so much that chance alone agrees in half of the images.
   */
  double kappaAtMost() {
    double chance = byChance();
    return chance > 0.5 ? 1 : (ShareInterval.atMost(agreeing(), images()) - chance) / (1 - chance);
  }

  List<Example> examples() {
    return groups.stream()
        .sorted(Comparator.comparingLong(AnswerGroup::images).reversed())
        .limit(Finding.EXAMPLES)
        .map(
            group ->
                new Example(
                    group.example(),
                    "label %d, read as %d".formatted(group.label(), group.prediction())))
        .toList();
  }
}
