package mnist.gate;

import static mnist.gate.Judgings.add;
import static mnist.gate.Judgings.model;
import static mnist.gate.Judgings.perClass;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static final double MARGIN = 0.005;

  private final Gate gate = new Gate(Judgings.settings(MARGIN));

  @Test
  void aChallengerAsGoodAsTheChampionPassesWhereImagesAreEnough() {
    GateResult result = gate.judge(Judgings.of(perClass("d0001", 400, 1, 1)));

    assertThat(result.passed()).isTrue();
    assertThat(failed(result)).isEmpty();
    assertThat(result.reason())
        .startsWith(
            "v0002 passes all 9 checks: v0002 has 99.75 % of 4,020 judged images right, champion"
                + " v0001 99.75 %, and each alone 10 and 10: shown to be less than 0.50 points"
                + " worse (p = 0.000");
  }

  @Test
  void whereImagesAreTooFewTheChampionStaysAndAsManyMoreAreEnough() {
    List<JudgedImages> few = perClass("d0001", 38, 1, 1);
    GateResult result = gate.judge(Judgings.of(few));

    assertThat(failed(result)).containsExactly("accuracy");
    Map<String, Object> figures = check(result, "accuracy").figures();
    long more = (long) figures.get("more_images_needed");
    assertThat(more).isPositive();
    assertThat((double) figures.get("detectable_loss")).isGreaterThan(MARGIN);
    assertThat(result.reason())
        .startsWith("v0001 stays champion: v0002 has 97.50 % of 400 judged images right")
        .contains("not shown to be less than 0.50 points worse")
        .contains("%,d more are needed to show one of 0.50 points".formatted(more));
    // Of the same kind.
    int times = (int) ((400 + more) / 400 + 1);
    assertThat(gate.judge(Judgings.of(perClass("d0001", 38 * times, times, times))).passed())
        .isTrue();
  }

  @Test
  void aMuchBetterChallengerPassesOnFewImages() {
    assertThat(gate.judge(Judgings.of(perClass("d0001", 25, 5, 0))).passed()).isTrue();
  }

  @Test
  void withoutImagesTheChampionStays() {
    GateResult result = gate.judge(Judgings.of(List.of()));

    assertThat(result.passed()).isFalse();
    assertThat(result.reason())
        .isEqualTo(
            "v0001 stays champion: 0 images are left that no model has seen, retrain.min-images is"
                + " 100");
  }

  @Test
  void aChallengerThatKnowsOnlySevensIsRefused() {
    List<JudgedImages> images = new ArrayList<>();
    for (int label : Judgings.DIGITS) {
      add(images, label, "d0001", label == 7, true, 30);
    }
    add(images, 7, "d0002", true, false, 10);
    add(images, 7, "d0002", true, true, 190);

    GateResult result = gate.judge(Judgings.of(images));

    assertThat(failed(result)).contains("accuracy", "classes");
    assertThat(check(result, "classes").sentence())
        .contains(
            "class 0: 0.00 % of 30 images right, the champion 100.00 %, below the floor of 80.0 %")
        .doesNotContain("class 7");
  }

  @Test
  void whatIsJudgedOnSevensAloneIsRefused() {
    List<JudgedImages> images = new ArrayList<>();
    add(images, 7, "d0002", true, false, 10);
    add(images, 7, "d0002", true, true, 1990);

    GateResult result = gate.judge(Judgings.of(images));

    assertThat(failed(result)).containsExactly("classes");
    assertThat(result.reason())
        .isEqualTo(
            "v0001 stays champion: too few judged images of class 0, 1, 2, 3, 4, 5, 6, 8, 9, at"
                + " least 10 are needed");
  }

  /** Fifty images a class that two models both read by luck, as with shifted labels. */
  @Test
  void twoModelsThatAreEquallyWrongAreNoReasonToPromote() {
    List<JudgedImages> images = new ArrayList<>();
    for (int label : Judgings.DIGITS) {
      add(images, label, "d0002", true, true, 5);
      add(images, label, "d0002", false, false, 45);
    }

    assertThat(failed(gate.judge(Judgings.of(images)))).contains("classes", "deliveries");
  }

  @Test
  void aNewStyleThatIsLostIsNoticedAndATinyDeliveryIsListed() {
    List<JudgedImages> images = perClass("d0001", 400, 3, 0);
    images.addAll(perClass("d0002", 17, 0, 3));
    add(images, 1, "d0003", false, true, 5);

    GateResult result = gate.judge(Judgings.of(images));

    assertThat(failed(result)).containsExactly("deliveries");
    assertThat(result.reason())
        .isEqualTo(
            "v0001 stays champion: delivery d0002: 85.00 % of 200 images right, the champion 100.00"
                + " %, worse by more than 2.00 points");
    assertThat(check(result, "deliveries").figures().get("too_small"))
        .isEqualTo(Map.of("d0003", 5L));
  }

  @Test
  void theBestChampionSoFarMustNotBeLost() {
    List<JudgedImages> images = new ArrayList<>();
    for (int label : Judgings.DIGITS) {
      images.add(new JudgedImages(label, "d0001", true, true, true, 390));
      images.add(new JudgedImages(label, "d0001", false, false, true, 10));
    }
    Judging judging =
        new Judging(images, Judgings.DIGITS, model("v0009"), model("v0008"), model("v0003"));

    GateResult result = gate.judge(judging);

    assertThat(failed(result)).containsExactly("accuracy_of_best");
    assertThat(result.reason())
        .contains("97.50 %", "v0003, the best champion so far, 100.00 %", "each alone 0 and 100");
  }

  /** Class 5 is a tenth worse than at the best, class 6 as much better: overall nothing is lost. */
  @Test
  void aClassThatTheBestChampionKnewMustNotBeLostToo() {
    List<JudgedImages> images = new ArrayList<>();
    for (int label : Judgings.DIGITS) {
      images.add(new JudgedImages(label, "d0001", true, true, true, 360));
      images.add(new JudgedImages(label, "d0001", label != 5, label != 5, label != 6, 40));
    }

    GateResult result =
        gate.judge(
            new Judging(images, Judgings.DIGITS, model("v0009"), model("v0008"), model("v0003")));

    assertThat(failed(result)).containsExactly("classes");
    assertThat(result.reason())
        .isEqualTo(
            "v0008 stays champion: class 5: 90.00 % of 400 images right, the best champion so far"
                + " 100.00 %, worse by more than 2.00 points");
    assertThat(check(result, "classes").figures().get("judged"))
        .extracting("5")
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("best_accuracy", 1.0)
        .containsEntry("champion_accuracy", 0.9)
        .containsEntry("p_margin", 1.0);
  }

  @ParameterizedTest
  @CsvSource({
    "robustness, 0.77, 0.01, 0.10, 1000, 50",
    "calibration, 0.8, 0.04, 0.10, 1000, 50",
    "loss, 0.8, 0.01, 0.16, 1000, 50",
    "size, 0.8, 0.01, 0.10, 2001, 50",
    "time, 0.8, 0.01, 0.10, 1000, 151",
    ", 0.78, 0.03, 0.15, 2000, 150"
  })
  void eachFigureHasItsBound(
      String check, double robustness, double calibration, double loss, long size, double time) {
    Judging judging =
        new Judging(
            perClass("d0001", 400, 1, 1),
            Judgings.DIGITS,
            new JudgedModel("v0002", robustness, calibration, loss, size, time),
            model("v0001"),
            model("v0001"));

    assertThat(failed(gate.judge(judging))).isEqualTo(check == null ? List.of() : List.of(check));
  }

  @Test
  void figuresNameEveryCheck() {
    Map<String, Object> figures = gate.judge(Judgings.of(perClass("d0001", 400, 1, 1))).figures();

    assertThat(figures).containsKeys("passed", "images", "models", "checks");
    assertThat(
            ((List<?>) figures.get("checks"))
                .stream().map(check -> ((Map<?, ?>) check).get("name").toString()))
        .containsExactly(
            "images",
            "accuracy",
            "classes",
            "deliveries",
            "robustness",
            "calibration",
            "loss",
            "size",
            "time");
  }

  /** Draws of challengers as good as the champion, in ten classes and four deliveries. */
  @Test
  void aClassOrDeliveryRarelyRefusesAnEqualChallengerByChance() {
    Random random = new Random(3);
    int draws = 400;
    int refused = 0;
    for (int draw = 0; draw < draws; draw++) {
      Counts counts = new Counts();
      for (int image = 0; image < 1200; image++) {
        double luck = random.nextDouble();
        counts.add(image % 10, "d" + image % 7 % 4, luck >= 0.03, luck < 0.03 || luck >= 0.06);
      }
      List<String> failed = failed(gate.judge(Judgings.of(counts.images())));
      if (failed.contains("classes") || failed.contains("deliveries")) {
        refused++;
      }
    }

    assertThat(refused).isLessThanOrEqualTo(draws / 20);
  }

  /** The same where each class and delivery is just at the margin: the worst of equals. */
  @Test
  void allClassesAtTheMarginAreRefusedInOneOfTwentyAtMost() {
    Random random = new Random(4);
    int draws = 200;
    int refused = 0;
    for (int draw = 0; draw < draws; draw++) {
      Counts counts = new Counts();
      for (int image = 0; image < 1200; image++) {
        double luck = random.nextDouble();
        counts.add(image % 10, "d" + image % 7 % 4, luck >= 0.04, luck < 0.04 || luck >= 0.06);
      }
      List<String> failed = failed(gate.judge(Judgings.of(counts.images())));
      if (failed.contains("classes") || failed.contains("deliveries")) {
        refused++;
      }
    }

    assertThat(refused / (double) draws).isLessThanOrEqualTo(0.05 + 3 * Math.sqrt(0.0475 / draws));
  }

  /**
   * Thirty generations that would each lose a fifth of the margin to the one before. What is lost
   * of the judged images stays within the margin. All images that there are lose a little more, as
   * thirty tries find the judged ones' gaps, but not the margins that go by comparing with the
   * champion alone.
   */
  @Test
  void manySmallLossesDontAddUp() {
    int chains = 6;
    double lost = 0;
    double lostWithoutBest = 0;
    for (int chain = 0; chain < chains; chain++) {
      Random random = new Random(chain);
      lost += lostInThirtyGenerations(random, true) / chains;
      lostWithoutBest += lostInThirtyGenerations(random, false) / chains;
    }

    assertThat(lost).isLessThan(2 * MARGIN);
    assertThat(lostWithoutBest).isGreaterThan(3 * MARGIN);
  }

  /** Of the accuracy on all images that there are. */
  private double lostInThirtyGenerations(Random random, boolean withBest) {
    int images = 4000;
    double first = 0.97;
    double accuracy = first;
    boolean[] champion = new boolean[images];
    for (int image = 0; image < images; image++) {
      champion[image] = random.nextDouble() < first;
    }
    boolean[] best = champion;
    for (int generation = 0; generation < 30; generation++) {
      boolean[] challenger = worse(champion, random);
      Counts counts = new Counts();
      for (int image = 0; image < images; image++) {
        counts.add(
            image % 10,
            "d0001",
            challenger[image],
            champion[image],
            withBest ? best[image] : champion[image]);
      }
      GateResult result =
          gate.judge(
              new Judging(counts.images(), Judgings.DIGITS, model("v3"), model("v2"), model("v1")));
      if (result.passed()) {
        champion = challenger;
        accuracy += GAINED * (1 - accuracy) - LOST * accuracy;
        best = right(challenger) > right(best) ? challenger : best;
      }
    }
    if (withBest) {
      assertThat((double) right(champion)).isGreaterThan(right(best) - MARGIN * images);
    }
    return first - accuracy;
  }

  /** Probability that a wrong answer becomes right. */
  private static final double GAINED = 0.03;

  /** Probability that a right answer becomes wrong: 0.001 of all more than become right. */
  private static final double LOST = (0.001 + 0.03 * GAINED) / 0.97;

  private static boolean[] worse(boolean[] champion, Random random) {
    boolean[] challenger = champion.clone();
    for (int image = 0; image < challenger.length; image++) {
      if (random.nextDouble() < (champion[image] ? LOST : GAINED)) {
        challenger[image] = !champion[image];
      }
    }
    return challenger;
  }

  private static long right(boolean[] answers) {
    long right = 0;
    for (boolean answer : answers) {
      right += answer ? 1 : 0;
    }
    return right;
  }

  private static List<String> failed(GateResult result) {
    return result.checks().stream().filter(check -> !check.passed()).map(Check::name).toList();
  }

  private static Check check(GateResult result, String name) {
    return result.checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Images of one kind brought together. */
  private static final class Counts {
    private record Kind(
        int label, String delivery, boolean challenger, boolean champion, boolean best) {}

    private final Map<Kind, Integer> kinds = new HashMap<>();

    void add(int label, String delivery, boolean challenger, boolean champion) {
      add(label, delivery, challenger, champion, champion);
    }

    void add(int label, String delivery, boolean challenger, boolean champion, boolean best) {
      kinds.merge(new Kind(label, delivery, challenger, champion, best), 1, Integer::sum);
    }

    List<JudgedImages> images() {
      return kinds.entrySet().stream()
          .map(
              kind ->
                  new JudgedImages(
                      kind.getKey().label(),
                      kind.getKey().delivery(),
                      kind.getKey().challenger(),
                      kind.getKey().champion(),
                      kind.getKey().best(),
                      kind.getValue()))
          .toList();
    }
  }
}
