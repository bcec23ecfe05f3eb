package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.config.Settings;
import mnist.examination.Check;
import mnist.examination.Examination;
import mnist.examination.ExaminationSettings;
import mnist.examination.Finding;
import mnist.examination.Findings;
import mnist.examination.Known;
import mnist.jobs.runner.StageSettings;
import mnist.records.HoldOut;
import mnist.records.HoldOutBy;
import mnist.score.ScoreSettings;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.testing.DigitRecords;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a champion that was trained on 6,000 of MNIST's images finds of deliveries of others. It is
 * a weak one, of an epoch, which knows less than a good one would tell.
 */
@ExtendWith(SparkExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class ExaminationIT {
  private static final int BASE = 6000;
  private static final int DELIVERED = 2000;
  private static final int SIDE = SyntheticDigits.SIDE;

  @TempDir static Path directory;

  private final List<Digit> images = BundledDigits.first("train", 26_000);
  private SparkSession session;
  private StoredVersion champion;
  private Known known;

  @BeforeAll
  void train(SparkSession spark) throws Exception {
    session = spark;
    Path base = directory.resolve("base");
    SyntheticDigits.write(base, "train", "", images.subList(0, BASE));
    SyntheticDigits.write(base, "t10k", "", BundledDigits.first("t10k", 500));
    InProcess.run(
        new TrainJob(), spark, "--data", base.toString(), "--store", directory + "/store");
    champion =
        ModelStore.at(
                new org.apache.hadoop.fs.Path(directory.resolve("store").toUri()),
                new Configuration())
            .version("v0001");
    known = Known.of(champion, Optional.of(records(images.subList(0, BASE)).persist()));
  }

  @AfterAll
  void forget() {
    known.images().orElseThrow().unpersist();
  }

  Stream<Arguments> bad() {
    List<Digit> good = images.subList(BASE, BASE + DELIVERED);
    Random random = new Random(5);
    return Stream.of(
        bad(
            "sevens",
            Check.MISSING_CLASSES,
            images.subList(BASE, 26_000).stream()
                .filter(d -> d.label() == 7)
                .limit(DELIVERED)
                .toList()),
        bad("no fours", Check.MISSING_CLASSES, good.stream().filter(d -> d.label() != 4).toList()),
        bad(
            "shifted",
            Check.LABEL_AGREEMENT,
            IntStream.range(0, DELIVERED)
                .mapToObj(
                    i -> new Digit(good.get(i).image(), good.get((i + 1) % DELIVERED).label()))
                .toList()),
        bad(
            "swapped",
            Check.CLASS_AGREEMENT,
            labelled(good, (i, label) -> label == 3 ? 5 : label == 5 ? 3 : label)),
        bad(
            "noisy half",
            Check.LABEL_AGREEMENT,
            labelled(good, (i, label) -> i % 2 == 0 ? random.nextInt(10) : label)),
        bad(
            "noisy tenth",
            Check.LABEL_AGREEMENT,
            labelled(
                good, (i, label) -> i % 10 == 0 ? (label + 1 + random.nextInt(9)) % 10 : label)),
        bad(
            "inverted",
            Check.ORIENTATION,
            seen(
                good,
                image -> each(image, (row, column) -> 255 - (image[row * SIDE + column] & 0xFF)))),
        bad(
            "turned",
            Check.ORIENTATION,
            seen(
                good,
                image ->
                    each(image, (row, column) -> image[(SIDE - 1 - column) * SIDE + row] & 0xFF))),
        bad(
            "mirrored",
            Check.ORIENTATION,
            seen(
                good,
                image ->
                    each(image, (row, column) -> image[row * SIDE + SIDE - 1 - column] & 0xFF))),
        bad(
            "transposed",
            Check.ORIENTATION,
            seen(good, image -> each(image, (row, column) -> image[column * SIDE + row] & 0xFF))),
        bad(
            "held out",
            Check.COPIES_OF_HELD_OUT,
            images.subList(0, BASE).stream().filter(ExaminationIT::isHeldOut).toList()),
        bad(
            "relabelled",
            Check.CONFLICTING_LABELS,
            labelled(
                images.subList(0, 1000), (i, label) -> i % 20 == 0 ? (label + 1) % 10 : label)),
        bad(
            "noise",
            Check.NOISE,
            seen(
                good,
                image -> {
                  byte[] noise = new byte[image.length];
                  random.nextBytes(noise);
                  return noise;
                })));
  }

  private static Arguments bad(String name, Check expected, List<Digit> digits) {
    return Arguments.of(name, expected, digits);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void badDeliveriesAreRefused(String name, Check expected, List<Digit> digits) {
    Findings findings = examine(digits, 500);

    assertThat(findings.refusing(settings(500)).stream().map(Finding::check))
        .as(told(findings))
        .contains(expected);
  }

  @Test
  void thirtyImagesAreHardlyJudged() {
    Findings findings = examine(images.subList(BASE, BASE + 30), 500);

    assertThat(findings.refusing(settings(500))).isEmpty();
    assertThat(findings.notExamined()).containsKey("label-agreement");
  }

  /** A broad pen, which the champion was never shown, is a style, and its labels are right. */
  @Test
  void anotherStyleIsNoReasonToRefuse() {
    Findings findings =
        examine(seen(images.subList(BASE, BASE + DELIVERED), ExaminationIT::thick), 500);

    assertThat(findings.refusing(settings(500))).as(told(findings)).isEmpty();
  }

  Stream<Arguments> drifted() {
    return Stream.of(
        Arguments.of("thin", List.of("ink", "stroke_width"), thin()),
        Arguments.of(
            "shifted",
            List.of("centre_column"),
            (UnaryOperator<byte[]>)
                image ->
                    each(
                        image,
                        (row, column) -> column < 3 ? 0 : image[row * SIDE + column - 3] & 0xFF)),
        Arguments.of(
            "faint",
            List.of("ink", "contrast"),
            (UnaryOperator<byte[]>)
                image -> each(image, (row, column) -> (image[row * SIDE + column] & 0xFF) / 2)),
        Arguments.of(
            "grey paper",
            List.of("background"),
            (UnaryOperator<byte[]>)
                image ->
                    each(
                        image, (row, column) -> 64 + (image[row * SIDE + column] & 0xFF) * 3 / 4)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void drifted(String name, List<String> measures, UnaryOperator<byte[]> change) {
    Findings findings = examine(seen(images.subList(BASE, BASE + 500), change), 50);

    assertThat(findings.findings())
        .as(told(findings))
        .filteredOn(finding -> finding.check() == Check.PIXEL_DRIFT)
        .singleElement()
        .satisfies(
            finding ->
                assertThat((List<?>) finding.figures().get("drifted"))
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .containsAll(measures));
    assertThat(findings.refusing(settings(50)))
        .extracting(Finding::check)
        .doesNotContain(Check.PIXEL_DRIFT);
  }

  @Test
  void goodDeliveriesAreTaken() {
    Random random = new Random(7);
    List<String> refused = new ArrayList<>();
    List<String> drifted = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      List<Digit> drawn = new ArrayList<>(images.subList(BASE, 26_000));
      Collections.shuffle(drawn, random);
      Findings findings = examine(drawn.subList(0, new int[] {300, 1000, 3000}[i % 3]), 100);
      if (!findings.refusing(settings(100)).isEmpty()) {
        refused.add(told(findings));
      }
      if (findings.findings().stream().anyMatch(f -> f.check() == Check.PIXEL_DRIFT)) {
        drifted.add(told(findings));
      }
    }
    assertThat(refused).hasSizeLessThanOrEqualTo(1);
    assertThat(drifted).isEmpty();
  }

  private Findings examine(List<Digit> digits, int turned) {
    Findings findings =
        Examination.of(
            new JavaSparkContext(session.sparkContext()),
            records(digits),
            known,
            new ScoreSettings(16, "auto"),
            settings(turned));
    return findings;
  }

  private static ExaminationSettings settings(int turned) {
    return StageSettings.examination(
        Settings.of(Map.of("retrain.examination.turned-images", turned)));
  }

  private static String told(Findings findings) {
    StringBuilder told = new StringBuilder();
    findings
        .findings()
        .forEach(
            f ->
                told.append(f.check().label())
                    .append(f.harmful() ? "! " : " ")
                    .append(f.sentence())
                    .append('\n'));
    return told.append(findings.notExamined()).toString();
  }

  private Dataset<Row> records(List<Digit> digits) {
    return DigitRecords.of(session, digits)
        .withColumn(
            "split",
            functions
                .when(new HoldOut(42, 0.1).isHeldOut(HoldOutBy.IMAGE), "validation")
                .otherwise("train"));
  }

  private static boolean isHeldOut(Digit digit) {
    return new HoldOut(42, 0.1).holdsOut(digit.image());
  }

  private static List<Digit> labelled(List<Digit> digits, BinaryOperator<Integer> label) {
    return IntStream.range(0, digits.size())
        .mapToObj(i -> new Digit(digits.get(i).image(), label.apply(i, digits.get(i).label())))
        .toList();
  }

  private static List<Digit> seen(List<Digit> digits, UnaryOperator<byte[]> view) {
    return digits.stream().map(d -> new Digit(view.apply(d.image()), d.label())).toList();
  }

  /** What is left of strokes if a pixel is taken off at the top and the left. */
  private static UnaryOperator<byte[]> thin() {
    return image ->
        each(
            image,
            (row, column) -> {
              int least = image[row * SIDE + column] & 0xFF;
              least = Math.min(least, row == 0 ? 0 : image[(row - 1) * SIDE + column] & 0xFF);
              return Math.min(least, column == 0 ? 0 : image[row * SIDE + column - 1] & 0xFF);
            });
  }

  private static byte[] thick(byte[] image) {
    return each(
        image,
        (row, column) -> {
          int most = 0;
          for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
              int r = Math.min(SIDE - 1, Math.max(0, row + i));
              int c = Math.min(SIDE - 1, Math.max(0, column + j));
              most = Math.max(most, image[r * SIDE + c] & 0xFF);
            }
          }
          return most;
        });
  }

  /** An image of what a function gives for row and column. */
  private static byte[] each(byte[] image, BinaryOperator<Integer> pixel) {
    byte[] made = new byte[image.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = pixel.apply(i / SIDE, i % SIDE).byteValue();
    }
    return made;
  }
}
