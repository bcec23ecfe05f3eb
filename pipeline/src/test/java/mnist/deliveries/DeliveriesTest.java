package mnist.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.deliveries.Deliverer.Image;
import mnist.files.JsonFiles;
import mnist.input.FileStamp;
import mnist.input.Labelling;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.records.HoldOutBy;
import mnist.records.Ingest;
import mnist.records.IngestSettings;
import mnist.records.IngestedData;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.NewDecision;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import mnist.testing.WatchedFileSystem;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.file.PathUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
class DeliveriesTest {

  private static final CompositionSettings EVERYTHING =
      new CompositionSettings(Window.of("all"), 0, Long.MAX_VALUE);

  @TempDir Path directory;

  /** What a delivery's image became. */
  private record Kept(Split split, int label, long id) {}

  /**
   * Random deliveries that overlap with each other and with themselves, beside a model of what the
   * store should know.
   */
  @ParameterizedTest
  @CsvSource({"1,IMAGE", "2,GROUP", "3,IMAGE"})
  void everyImageIsInOneSplitForEver(long seed, HoldOutBy by, @TempDir Path other)
      throws Exception {
    SparkSession spark = SparkExtension.session();
    SplitRule rule = Deliverer.rule(by, 0.3);
    Deliverer deliverer = new Deliverer(spark, directory, rule);
    Deliverer again = new Deliverer(spark, other, rule);
    Random random = new Random(seed);
    Map<Integer, Kept> known = new HashMap<>();
    for (int number = 1; number <= 3; number++) {
      List<Image> images =
          IntStream.range(0, 40).mapToObj(i -> random(random.nextInt(60), random)).toList();
      Map<Integer, Kept> fresh = fresh(images, known.keySet(), rule, number);
      long distinct = images.stream().map(Image::number).distinct().count();

      Delivery taken = deliverer.take("night-" + number, images);

      known.putAll(fresh);
      assertThat(kept(deliverer)).isEqualTo(known);
      assertThat(taken.name()).isEqualTo("d000" + number);
      assertThat(taken.count()).isEqualTo(fresh.size());
      assertThat(taken.known()).isEqualTo(distinct - fresh.size());
      assertThat(taken.repeated()).isEqualTo(images.size() - distinct);
      assertThat(again.take("night-" + number, images).id()).isEqualTo(taken.id());
    }

    IngestedData composed = deliverer.compose(EVERYTHING).orElseThrow();
    IngestedData equal = again.compose(EVERYTHING).orElseThrow();

    assertThat(equal.fingerprint()).isEqualTo(composed.fingerprint());
    assertThat(pictures(composed, Split.TRAIN)).isEqualTo(of(known, Split.TRAIN));
    assertThat(pictures(composed, Split.VALIDATION)).isEqualTo(of(known, Split.VALIDATION));
    assertThat(pictures(composed, Split.TEST)).isEmpty();
    assertThat(composed.fingerprint().deliveries()).containsExactly("d0001", "d0002", "d0003");
    assertThat(composed.fingerprint().counts(Split.TRAIN).records())
        .isEqualTo(of(known, Split.TRAIN).size());
  }

  private static Image random(int number, Random random) {
    Split split =
        random.nextInt(5) > 0 ? Split.TRAIN : Split.values()[random.nextInt(Split.values().length)];
    return new Image(number, random.nextInt(10), split, random.nextInt(6));
  }

  /** What is new of them, by the rule that the package states. */
  private static Map<Integer, Kept> fresh(
      List<Image> images, Set<Integer> known, SplitRule rule, int delivery) throws Exception {
    List<Split> order = List.of(Split.TEST, Split.VALIDATION, Split.TRAIN);
    Map<Integer, Kept> fresh = new HashMap<>();
    for (int id = 0; id < images.size(); id++) {
      Image image = images.get(id);
      byte[] hashed =
          rule.by() == HoldOutBy.IMAGE
              ? image.pixels()
              : ByteBuffer.allocate(4).putInt(image.group()).array();
      Split split =
          image.split() == Split.TRAIN && fraction(rule.seed(), hashed) < rule.validationFraction()
              ? Split.VALIDATION
              : image.split();
      Kept before = fresh.get(image.number());
      if (!known.contains(image.number())
          && (before == null || order.indexOf(split) < order.indexOf(before.split()))) {
        fresh.put(image.number(), new Kept(split, image.label(), ((long) delivery << 40) + id));
      }
    }
    return fresh;
  }

  /** As HoldOut says, computed another way. */
  private static double fraction(long seed, byte[] hashed) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(ByteBuffer.allocate(8).putLong(seed).array());
    byte[] bytes = digest.digest(hashed);
    double fraction = 0;
    for (int bit = 0; bit < 53; bit++) {
      fraction += (bytes[bit / 8] >> (7 - bit % 8) & 1) * Math.pow(2, -1 - bit);
    }
    return fraction;
  }

  @Test
  void olderImagesAreReplayedAndHeldOutOnesSharedEqually(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.25));
    deliverer.take("a", training(0, 200));
    deliverer.take("b", training(200, 260));
    deliverer.take("c", training(260, 400));
    Map<Integer, Kept> all = kept(deliverer);
    Set<Integer> older = Set.copyOf(IntStream.range(0, 260).boxed().toList());

    IngestedData composed =
        deliverer.compose(new CompositionSettings(Window.of("1 delivery"), 0.5, 30)).orElseThrow();

    Set<Integer> train = of(all, Split.TRAIN);
    assertThat(pictures(composed, Split.TRAIN))
        .isEqualTo(
            matching(train, n -> !older.contains(n) || fraction(0x7265706c6179L, pixels(n)) < 0.5));
    Set<Integer> validation = pictures(composed, Split.VALIDATION);
    Set<Integer> expected = new HashSet<>();
    for (int[] range : new int[][] {{0, 200}, {200, 260}, {260, 400}}) {
      Set<Integer> held = matching(of(all, Split.VALIDATION), n -> n >= range[0] && n < range[1]);
      expected.addAll(
          matching(
              held, n -> fraction(0x76616c6964L, pixels(n)) < Math.min(1, 10.0 / held.size())));
    }
    assertThat(validation).isEqualTo(expected).hasSizeBetween(10, 60);
    assertThat(composed.fingerprint().counts(Split.VALIDATION).records())
        .isEqualTo(validation.size());
    Set<Integer> more =
        pictures(
            deliverer
                .compose(new CompositionSettings(Window.of("1 delivery"), 0.8, 60))
                .orElseThrow(),
            Split.VALIDATION);
    assertThat(more).containsAll(validation);
  }

  @Test
  void forgottenImagesAreNowhereAndDoNotComeBackByTheSameFiles(SparkSession spark)
      throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 20));
    Delivery bad = deliverer.take("b", training(20, 40));
    Path composed = Path.of(deliverer.compose(EVERYTHING).orElseThrow().path().toUri());

    deliverer.store().forget("d0002", "labels are shifted", false);

    assertThat(kept(deliverer).keySet()).isEqualTo(numbers(0, 20));
    assertThat(composed).doesNotExist();
    assertThat(images("d0002")).isEmpty();
    assertThat(deliverer.store().remembered()).extracting(Delivery::name).containsExactly("d0001");
    assertThat(deliverer.store().forgotten()).containsExactly("d0002");
    assertThat(deliverer.store().named("d0002")).isEqualTo(bad);
    assertThat(deliverer.store().done()).containsAll(bad.files());
    assertThat(pictures(deliverer.compose(EVERYTHING).orElseThrow(), Split.TRAIN))
        .isSubsetOf(numbers(0, 20));

    // Fetched again, the file has another time.
    Arrival fetched = deliverer.arrival("b", training(20, 40));
    Delivery none = publish(deliverer, later(fetched));
    assertThat(none.sameAs()).isEqualTo("d0002");
    assertThat(none.told()).containsEntry("same_as", "d0002");
    assertThat(deliverer.models().latestDecision().orElseThrow().figures())
        .containsEntry("same_as", "d0002");
    assertThat(deliverer.store().done()).containsAll(none.files());
    assertThat(none.count()).isZero();
    // So it does under another name, in another order.
    List<Image> images = new ArrayList<>(training(20, 40));
    Collections.reverse(images);
    Delivery renamed = deliverer.take("renamed", images);
    assertThat(renamed.contents()).isNotEqualTo(bad.contents());
    assertThat(renamed.sameAs()).isEqualTo("d0002");
    assertThat(renamed.count()).isZero();
    // Images aren't what is kept out: other files may bring them.
    assertThat(deliverer.take("c", training(30, 50)).count()).isEqualTo(20);

    deliverer.store().forget("d0002", "they were right after all", true);

    assertThat(deliverer.store().done())
        .doesNotContainAnyElementsOf(bad.files())
        .doesNotContainAnyElementsOf(none.files());
    Delivery back = deliverer.take("b", training(20, 40));
    assertThat(back.count()).isEqualTo(10);
    assertThat(back.known()).isEqualTo(10);
    assertThat(kept(deliverer).keySet()).isEqualTo(numbers(0, 50));
  }

  /**
   * Judgings are decisions 2 and 4, before and after the delivery; a delivery that brings some of
   * its images again is one later.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pagesThatMayShowForgottenImagesGoToo(boolean killed, @TempDir Path kept) throws Exception {
    SparkSession spark = SparkExtension.session();
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    takeExamined(deliverer, "a", training(0, 20));
    decideSomething(deliverer);
    examine("refused", "b", "other");
    examine("unlike", "other");
    takeExamined(deliverer, "b", training(20, 40));
    decideSomething(deliverer);
    takeExamined(deliverer, "c", training(30, 50));
    takeExamined(deliverer, "d", training(50, 60));
    for (int number = 1; number <= 6; number++) {
      page("pages/0000000" + number + ".html");
    }
    Path before = kept.resolve("before");
    FileUtils.copyDirectory(directory.resolve("store").toFile(), before.toFile());

    deliverer.store().forget("d0002", "labels are shifted", false);
    if (killed) {
      FileUtils.copyDirectory(before.toFile(), directory.resolve("store").toFile());
      deliverer.store().clearForgotten();
    }

    assertThat(files("store/examinations", DeliveriesTest::isPage))
        .extracting(page -> page.getFileName().toString())
        .containsExactly("a.html", "d.html", "unlike.html");
    assertThat(files("store/pages", DeliveriesTest::isPage))
        .extracting(page -> page.getFileName().toString())
        .containsExactly("00000001.html", "00000002.html", "00000003.html");
    page("pages/00000008.html");
    examine("later", "other");
    deliverer.store().forget("d0002", "they were right after all", true);
    assertThat(directory.resolve("store/pages/00000008.html")).exists();
    assertThat(directory.resolve("store/examinations/later.html")).exists();
  }

  private void takeExamined(Deliverer deliverer, String file, List<Image> images)
      throws IOException {
    examine(file, file);
    try (StagedDelivery staged =
        deliverer
            .store()
            .stage(
                deliverer.spark(),
                deliverer.arrival(file, images),
                deliverer.rule(),
                Optional.empty())
            .orElseThrow()) {
      staged.publish(Map.of("examination", "/where/it/was/examinations/" + file + ".html"));
    }
  }

  private void examine(String name, String... files) throws IOException {
    page("examinations/" + name + ".html");
    Files.writeString(
        directory.resolve("store/examinations/" + name + ".json"),
        JsonFiles.toText(
            Map.of(
                "at",
                Instant.now().toString(),
                "files",
                Stream.of(files).map(file -> new FileStamp("file:/" + file, 20, 1)).toList())));
  }

  private void page(String name) throws IOException {
    Path page = directory.resolve("store").resolve(name);
    Files.createDirectories(page.getParent());
    Files.writeString(page, "<img>");
  }

  private static boolean isPage(Path file) {
    return file.toString().endsWith(".html");
  }

  private static void decideSomething(Deliverer deliverer) {
    deliverer
        .models()
        .decide(
            Optional.empty(),
            new NewDecision(DecisionKind.PRUNED, null, "stands for a judging", Map.of()));
  }

  @Test
  void recordsThatCanNotBeUsedAreKeptWithTheirReasons(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    Path pictures = directory.resolve("pictures");
    SyntheticDigits.write(pictures, "train", "", SyntheticDigits.draw(2, 1));
    List<Digit> blank =
        List.of(new Digit(new byte[SyntheticDigits.SIDE * SyntheticDigits.SIDE], 3));
    SyntheticDigits.write(pictures, "a-train", "", blank);
    IngestedData came =
        Ingest.run(
            spark,
            List.of(pictures.toString()),
            new org.apache.hadoop.fs.Path(directory.resolve("came").toUri()),
            new IngestSettings(7, 0.1, HoldOutBy.IMAGE, 1 << 20, 0.1, 10, Split.TRAIN, 0, null));
    Arrival arrival = new Arrival(came, "came", List.of(new FileStamp("file:/a", 1, 1)));

    Delivery taken = publish(deliverer, arrival);

    assertThat(taken.count()).isEqualTo(20);
    assertThat(taken.quarantined()).isOne();
    assertThat(deliverer.store().named("d0001")).isEqualTo(taken);
    IngestedData kept =
        IngestedData.open(
            spark, new org.apache.hadoop.fs.Path(deliverer.store().directory(), "d0001"));
    assertThat(kept.fingerprint().quarantined()).isOne();
    assertThat(kept.quarantine().select("id", "reason").collectAsList())
        .containsExactly(RowFactory.create(1L << 40, "image is blank: all its pixels are equal"));
    assertThat(deliverer.models().latestDecision().orElseThrow().figures())
        .containsEntry("quarantined", 1);

    deliverer.store().forget("d0001", "they are nobody's", false);
    Delivery none = publish(deliverer, later(arrival));
    assertThat(none.sameAs()).isEqualTo("d0001");
    assertThat(none.quarantined()).isZero();
  }

  @Test
  void mendedLabelsBringForgottenImagesBack(SparkSession spark) {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 20));
    List<Image> images = new ArrayList<>(training(20, 40));
    Image one = images.get(0);
    images.set(0, new Image(one.number(), (one.label() + 1) % 10, one.split(), one.group()));
    deliverer.take("b", images);
    deliverer.store().forget("d0002", "a label is wrong", false);

    assertThat(deliverer.take("b, mended", training(20, 40)).count()).isEqualTo(20);
  }

  /** As somebody leaves it who tidies up behind a delivery that was forgotten. */
  @Test
  void theNumberOfADeliveryThatIsGoneIsNotGivenAgain(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 20));
    deliverer.take("b", training(20, 40));
    deliverer.store().forget("d0002", "labels are shifted", false);
    PathUtils.deleteDirectory(directory.resolve("store/deliveries/d0002"));

    Delivery next = deliverer.take("c", training(40, 60));
    deliverer.store().clearForgotten();

    assertThat(next.name()).isEqualTo("d0003");
    assertThat(deliverer.store().remembered())
        .extracting(Delivery::name)
        .containsExactly("d0001", "d0003");
    assertThat(images("d0003")).isNotEmpty();
  }

  @Test
  void ofTwoAtOnceOneTakesTheDeliveryAndTheOtherSeesIt(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    Arrival arrival = deliverer.arrival("a", training(0, 20));
    Arrival overlapping = deliverer.arrival("b", training(10, 30));
    try (StagedDelivery one =
            deliverer.store().stage(spark, arrival, deliverer.rule(), Optional.empty()).get();
        StagedDelivery same =
            deliverer.store().stage(spark, arrival, deliverer.rule(), Optional.empty()).get();
        StagedDelivery other =
            deliverer.store().stage(spark, overlapping, deliverer.rule(), Optional.empty()).get()) {
      assertThat(one.publish(Map.of())).isPresent();
      assertThat(same.publish(Map.of())).isEmpty();
      assertThat(other.publish(Map.of())).isEmpty();
    }

    assertThat(deliverer.store().stage(spark, arrival, deliverer.rule(), Optional.empty()))
        .isEmpty();
    assertThat(publish(deliverer, overlapping).count()).isEqualTo(10);
    assertThat(kept(deliverer).keySet()).isEqualTo(numbers(0, 30));
    assertThat(hidden("store/deliveries")).isEmpty();
  }

  /**
   * Another one is published after this one has looked, however often, which deliveries are there.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void whatIsPublishedWhileOneIsComparedIsComparedWith(int looks, SparkSession spark) {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 10));
    Arrival overlapping = deliverer.arrival("c", training(15, 30));
    Configuration conf = Disturbed.addTo(spark.sparkContext().hadoopConfiguration());
    Deliveries disturbed =
        Deliveries.of(ModelStore.at(Disturbed.place(directory.resolve("store")), conf), conf);
    Disturbed.afterLooking(looks, () -> deliverer.take("b", training(10, 20)));

    Optional<Delivery> taken;
    do {
      try (StagedDelivery staged =
          disturbed.stage(spark, overlapping, deliverer.rule(), Optional.empty()).orElseThrow()) {
        taken = staged.publish(Map.of());
      }
    } while (taken.isEmpty());

    assertThat(taken.get().name()).isEqualTo("d0003");
    assertThat(taken.get().known()).isEqualTo(5);
    assertThat(kept(deliverer).keySet()).isEqualTo(numbers(0, 30));
  }

  @Test
  void aStoreThatIsGoneTakesNoDelivery(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 20));
    Arrival arrival = deliverer.arrival("b", training(20, 30));
    try (StagedDelivery staged =
        deliverer.store().stage(spark, arrival, deliverer.rule(), Optional.empty()).get()) {
      PathUtils.deleteDirectory(directory.resolve("store"));

      assertThatThrownBy(() -> staged.publish(Map.of()))
          .isInstanceOf(UnavailableException.class)
          .hasMessageStartingWith("Cannot write into the model store file:" + directory)
          .hasMessageEndingWith("; bring the store back, and run the same command again");
    }
    assertThat(directory.resolve("store")).doesNotExist();
  }

  @Test
  void relabelledImagesAreCountedAndKeepTheirClass(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 20));
    List<Image> relabelled = new ArrayList<>(training(0, 5));
    relabelled.add(new Image(5, 9, Split.TRAIN, 0));

    Delivery taken = deliverer.take("b", relabelled);

    assertThat(taken.known()).isEqualTo(6);
    assertThat(taken.relabelled()).isEqualTo(1);
    assertThat(kept(deliverer).get(5).label()).isEqualTo(5);
    // Nothing new, so the challenger's data stay the same.
    assertThat(deliverer.compose(EVERYTHING).get().fingerprint().deliveries())
        .containsExactly("d0001");
  }

  @Test
  void whatPeopleSayLastReplacesAClassAndLeavesTheSplit(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 60));
    IngestedData before = deliverer.compose(EVERYTHING).orElseThrow();
    Map<ByteBuffer, String> expected = classes(before);
    assertThat(expected).hasSize(60);

    Delivery said = publish(deliverer, people(deliverer, "said", Map.of(3, 7, 14, 0, 25, 5)));
    assertThat(said.count()).isZero();
    assertThat(said.relabelled()).isEqualTo(2);
    assertThat(said.told()).containsEntry("labelled_by", Map.of("anna", 3L));
    relabel(expected, 3, 7);
    relabel(expected, 14, 0);
    IngestedData corrected = deliverer.compose(EVERYTHING).orElseThrow();
    assertThat(classes(corrected)).isEqualTo(expected);
    assertThat(corrected.fingerprint().id()).isNotEqualTo(before.fingerprint().id());
    assertThat(corrected.fingerprint().deliveries()).containsExactly("d0001", "d0002");

    publish(deliverer, people(deliverer, "said again", Map.of(3, 8)));
    relabel(expected, 3, 8);
    assertThat(classes(deliverer.compose(EVERYTHING).orElseThrow())).isEqualTo(expected);

    deliverer.store().forget("d0002", "anna was tired", false);
    relabel(expected, 14, 4);
    assertThat(classes(deliverer.compose(EVERYTHING).orElseThrow())).isEqualTo(expected);
  }

  @Test
  void whatPeopleConfirmedStaysWhenTheCorrectionIsForgotten(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 20));
    Map<ByteBuffer, String> expected = classes(deliverer.compose(EVERYTHING).orElseThrow());
    publish(deliverer, people(deliverer, "said", Map.of(3, 5)));
    Delivery confirmed = publish(deliverer, people(deliverer, "confirmed", Map.of(3, 5, 4, 4)));
    assertThat(confirmed.known()).isEqualTo(2);
    assertThat(confirmed.relabelled()).isZero();

    deliverer.store().forget("d0002", "anna was tired", false);
    relabel(expected, 3, 5);
    assertThat(classes(deliverer.compose(EVERYTHING).orElseThrow())).isEqualTo(expected);

    deliverer.store().forget("d0003", "so was she then", false);
    relabel(expected, 3, 3);
    assertThat(classes(deliverer.compose(EVERYTHING).orElseThrow())).isEqualTo(expected);
  }

  @Test
  void imagesThatComeAgainHaveTheClassThatTheyComeWith(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 10));
    deliverer.take("b", training(10, 20));
    Map<ByteBuffer, String> expected = classes(deliverer.compose(EVERYTHING).orElseThrow());
    publish(deliverer, people(deliverer, "said", Map.of(3, 7, 14, 0)));
    deliverer.store().forget("d0001", "it was a draft", false);
    deliverer.take("a and more", training(0, 11));
    relabel(expected, 14, 0);
    assertThat(classes(deliverer.compose(EVERYTHING).orElseThrow())).isEqualTo(expected);

    publish(deliverer, people(deliverer, "said again", Map.of(3, 8)));
    relabel(expected, 3, 8);
    assertThat(classes(deliverer.compose(EVERYTHING).orElseThrow())).isEqualTo(expected);
  }

  private static Arrival people(Deliverer deliverer, String file, Map<Integer, Integer> classes) {
    Arrival arrival =
        deliverer.arrival(
            file,
            classes.entrySet().stream()
                .map(said -> new Image(said.getKey(), said.getValue(), Split.TRAIN, 0))
                .toList());
    return new Arrival(
        arrival.images(),
        arrival.source(),
        arrival.files(),
        Optional.of(new Labelling(new TreeMap<>(Map.of("anna", (long) classes.size())), 0, 0, 0)));
  }

  /** Split and class of each image. */
  private static Map<ByteBuffer, String> classes(IngestedData data) {
    Map<ByteBuffer, String> classes = new HashMap<>();
    for (Row row : data.records().select("image", "split", "label").collectAsList()) {
      classes.put(ByteBuffer.wrap(row.getAs(0)), row.getString(1) + " " + row.getInt(2));
    }
    return classes;
  }

  private static void relabel(Map<ByteBuffer, String> classes, int number, int label) {
    classes.computeIfPresent(
        ByteBuffer.wrap(pixels(number)), (image, said) -> said.replaceFirst("\\d+", "" + label));
  }

  @Test
  void whatAChampionLearnedFromKeepsItsSplits(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.5));
    IngestedData learned = deliverer.ingested("train", training(0, 30));
    Arrival arrival = new Arrival(learned, "train", List.of());
    try (StagedDelivery staged = deliverer.store().stageAdopted(spark, arrival, deliverer.rule())) {
      assertThat(staged.publish(Map.of()).orElseThrow().adopted())
          .isEqualTo(learned.fingerprint().id());
    }

    assertThat(of(kept(deliverer), Split.TRAIN)).isEqualTo(numbers(0, 30));
    assertThat(deliverer.take("all so far", training(0, 60)).known()).isEqualTo(30);
    assertThat(of(kept(deliverer), Split.VALIDATION)).isNotEmpty().isSubsetOf(numbers(30, 60));
  }

  @Test
  void refusesOtherImagesAndWhatIsDamaged(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 20));
    IngestedData composed = deliverer.compose(EVERYTHING).orElseThrow();
    Arrival putTogether = new Arrival(composed, "composed", List.of());

    assertThatThrownBy(() -> publish(deliverer, putTogether))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot take composed: it was put together from deliveries");

    List<Path> files = images("d0001");
    Files.delete(files.get(files.size() - 1));

    assertThatThrownBy(() -> deliverer.store().all())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("d0001: expected records/split=");
    deliverer.store().forget("d0001", "it is damaged", false);
    assertThat(deliverer.store().remembered()).isEmpty();
    assertThat(deliverer.compose(EVERYTHING)).isEmpty();
  }

  /** Somebody forgets a delivery before its images are read, or when all have been written. */
  @ParameterizedTest
  @ValueSource(strings = {".*/store/data/.*", ".*/store/data/.*fingerprint\\.json.*"})
  void whatIsForgottenWhileItIsPutTogetherIsNotKept(String moment, SparkSession spark)
      throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 20));
    deliverer.take("b", training(20, 40));
    Configuration conf = Disturbed.addTo(spark.sparkContext().hadoopConfiguration());
    Deliveries disturbed =
        Deliveries.of(ModelStore.at(Disturbed.place(directory.resolve("store")), conf), conf);
    Disturbed.at(moment, () -> deliverer.store().forget("d0002", "labels are shifted", false));

    assertThatThrownBy(() -> disturbed.compose(spark, EVERYTHING, 1 << 20))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "Cannot go on with images of d0002: somebody has forgotten the delivery meanwhile; run"
                + " the same command again, which goes on with the images that are left");

    assertThat(files("store", path -> path.toString().matches(".*/data/[^.][^/]*"))).isEmpty();
    IngestedData left = disturbed.compose(spark, EVERYTHING, 1 << 20).orElseThrow();
    assertThat(left.fingerprint().deliveries()).containsExactly("d0001");
  }

  /** Does something else once, just before a path is changed or after one was listed. */
  static final class Disturbed extends WatchedFileSystem {
    private static final AtomicReference<Runnable> OTHER = new AtomicReference<>();
    private static volatile String moment;
    private static volatile int looks;

    static Configuration addTo(Configuration conf) {
      return add("disturbed", Disturbed.class, conf);
    }

    static org.apache.hadoop.fs.Path place(Path local) {
      return path("disturbed", local);
    }

    static void at(String path, Runnable other) {
      moment = path;
      OTHER.set(other);
    }

    static void afterLooking(int times, Runnable other) {
      looks = times;
      at("", other);
    }

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
      FileStatus[] found = super.listStatus(path);
      if (path.getName().equals("deliveries") && --looks == 0) {
        run();
      }
      return found;
    }

    @Override
    protected void changing(org.apache.hadoop.fs.Path path) {
      if (OTHER.get() != null && path.toString().matches(moment)) {
        run();
      }
    }

    private static void run() {
      Optional.ofNullable(OTHER.getAndSet(null)).ifPresent(Runnable::run);
    }
  }

  @Test
  void aDeliveryThatIsGoneIsNamedUntilItIsForgotten(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    for (String file : List.of("a", "b", "c")) {
      int from = 20 * (file.charAt(0) - 'a');
      deliverer.take(file, training(from, from + 20));
    }
    assertThat(deliverer.store().faults()).isEmpty();
    PathUtils.deleteDirectory(directory.resolve("store/deliveries/d0002"));
    Files.writeString(directory.resolve("store/deliveries/d0003/delivery.json"), "{");

    assertThatThrownBy(() -> deliverer.compose(EVERYTHING))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot use delivery file:%s: expected delivery.json in it as it was written when"
                + " decision 2 took it, but there is nothing; restore it from a copy of the store,"
                + " or forget the delivery: deliveries forget d0002",
            directory.resolve("store/deliveries/d0002"));
    assertThat(deliverer.store().faults())
        .hasSize(2)
        .anySatisfy(fault -> assertThat(fault).contains("deliveries/d0002"))
        .anySatisfy(fault -> assertThat(fault).contains("d0003/delivery.json"));
    assertThatThrownBy(() -> deliverer.store().forget("d0004", "there is none", false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot find delivery d0004");
    assertThat(deliverer.store().forget("d0002", "it is gone", false).get().figures())
        .containsEntry("images", 20L);
    deliverer.store().forget("d0003", "it is damaged", false);
    assertThat(deliverer.store().all()).extracting(Delivery::name).containsExactly("d0001");
    assertThat(deliverer.store().faults()).isEmpty();
    assertThat(pictures(deliverer.compose(EVERYTHING).orElseThrow(), Split.TRAIN))
        .isSubsetOf(numbers(0, 20));
  }

  @Test
  void imagesThatWereChangedAreAFaultAndThoseOfAnEarlierReleaseHaveLengths(SparkSession spark)
      throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    Delivery taken = deliverer.take("a", training(0, 20));
    assertThat(taken.hashes()).containsOnlyKeys(taken.parts().keySet());
    Path file = images("d0001").get(0);
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));

    assertThat(deliverer.store().faults())
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("Cannot use file:" + file + ": expected a file with SHA-256 ")
        .endsWith(
            "; restore it from a copy of the store, or forget the delivery: deliveries forget"
                + " d0001");

    Path record = directory.resolve("store/deliveries/d0001/delivery.json");
    Files.writeString(
        record, Files.readString(record).replaceFirst("(?s),\\s*\"hashes\" : \\{.*?}", ""));
    leaveOutOfDecisions("delivery_hash");
    assertThat(deliverer.store().named("d0001").hashes()).isEmpty();
    assertThat(deliverer.store().faults()).isEmpty();
    Files.write(file, Arrays.copyOf(content, content.length - 1));
    assertThat(deliverer.store().faults()).hasSize(1);
  }

  /** As they are in a store of an earlier release. */
  private void leaveOutOfDecisions(String figure) throws IOException {
    for (Path decision : files("store/decisions", path -> path.toString().endsWith(".json"))) {
      Files.deleteIfExists(decision.resolveSibling("." + decision.getFileName() + ".crc"));
      String text = Files.readString(decision);
      String without = text.replaceFirst("\"%s\" : \"[^\"]*\",".formatted(figure), "");
      assertThat(without).isNotEqualTo(text);
      Files.writeString(decision, without);
    }
  }

  /** Who changes an image may change its hash there as well. */
  @ParameterizedTest
  @CsvSource({
    "'\"seed\" : 7', '\"seed\" : 8'",
    "file:/a, file:/b",
    "'\"train\" : ', '\"train\" : 1'"
  })
  void aChangedRecordIsAFault(String from, String to) throws Exception {
    SparkSession spark = SparkExtension.session();
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 20));
    assertThat(deliverer.store().faults()).isEmpty();
    Path record = directory.resolve("store/deliveries/d0001/delivery.json");
    Files.writeString(record, Files.readString(record).replace(from, to));
    Files.deleteIfExists(record.resolveSibling(".delivery.json.crc"));

    assertThat(deliverer.store().faults())
        .first(InstanceOfAssertFactories.STRING)
        .startsWith("Cannot use file:" + record + ": expected a file with SHA-256 ")
        .contains(" as decision 1 says, but it has ");
  }

  /** As a process leaves it that is killed before it records the delivery. */
  @Test
  void whatIsRecordedLaterHasItsHashToo(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    deliverer.take("a", training(0, 20));
    Object hash = deliverer.models().latestDecision().orElseThrow().figures().get("delivery_hash");
    PathUtils.deleteDirectory(directory.resolve("store/decisions"));
    assertThat(deliverer.store().faults()).isEmpty();

    deliverer.store().recordTaken();

    assertThat(deliverer.models().latestDecision().orElseThrow().figures())
        .containsEntry("delivery_hash", hash);
  }

  private static Delivery publish(Deliverer deliverer, Arrival arrival) {
    try (StagedDelivery staged =
        deliverer
            .store()
            .stage(deliverer.spark(), arrival, deliverer.rule(), Optional.empty())
            .orElseThrow()) {
      return staged.publish(Map.of()).orElseThrow();
    }
  }

  private static Arrival later(Arrival arrival) {
    return new Arrival(
        arrival.images(),
        arrival.source(),
        arrival.files().stream()
            .map(file -> new FileStamp(file.path(), file.length(), file.modified() + 1))
            .toList());
  }

  /** Images of these numbers, whose class is the last digit. */
  private static List<Image> training(int from, int to) {
    List<Image> images =
        new ArrayList<>(
            IntStream.range(from, to)
                .mapToObj(number -> new Image(number, number % 10, Split.TRAIN, 0))
                .toList());
    Collections.shuffle(images, new Random(from));
    return images;
  }

  private static Set<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().collect(Collectors.toSet());
  }

  private static byte[] pixels(int number) {
    return new Image(number, 0, Split.TRAIN, 0).pixels();
  }

  private interface Check {
    boolean holds(int number) throws Exception;
  }

  private static Set<Integer> matching(Set<Integer> numbers, Check check) throws Exception {
    Set<Integer> matching = new HashSet<>();
    for (int number : numbers) {
      if (check.holds(number)) {
        matching.add(number);
      }
    }
    return matching;
  }

  private static Set<Integer> of(Map<Integer, Kept> known, Split split) {
    return known.entrySet().stream()
        .filter(entry -> entry.getValue().split() == split)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** What the store remembers, by the images' numbers; each is there once. */
  private static Map<Integer, Kept> kept(Deliverer deliverer) {
    Map<Integer, Kept> kept = new HashMap<>();
    for (Delivery delivery : deliverer.store().remembered()) {
      org.apache.hadoop.fs.Path place =
          new org.apache.hadoop.fs.Path(deliverer.store().directory(), delivery.name());
      IngestedData data = IngestedData.open(deliverer.spark(), place);
      for (Split split : Split.values()) {
        for (Row row : data.records(split).collectAsList()) {
          Kept image = new Kept(split, row.getAs(RecordSchema.LABEL), row.getAs(RecordSchema.ID));
          assertThat(kept.put(number(row), image)).isNull();
          assertThat(Delivery.nameOf(image.id())).isEqualTo(delivery.name());
        }
      }
    }
    return kept;
  }

  private static Set<Integer> pictures(IngestedData data, Split split) {
    List<Row> rows = data.records(split).collectAsList();
    Set<Integer> numbers = rows.stream().map(DeliveriesTest::number).collect(Collectors.toSet());
    assertThat(numbers).hasSameSizeAs(rows);
    assertThat(rows.stream().map(row -> row.<Long>getAs(RecordSchema.ID)).distinct())
        .hasSameSizeAs(rows);
    return numbers;
  }

  private static int number(Row row) {
    byte[] image = row.getAs(RecordSchema.IMAGE);
    return IntStream.range(0, 400)
        .filter(number -> Arrays.equals(pixels(number), image))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> images(String delivery) throws IOException {
    return files("store/deliveries/" + delivery, path -> path.toString().endsWith(".parquet"));
  }

  private List<Path> hidden(String place) throws IOException {
    return files(place, path -> path.getFileName().toString().startsWith(".tmp"));
  }

  private List<Path> files(String place, Predicate<Path> which) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(place))) {
      return files.filter(which).sorted().toList();
    }
  }
}
