package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import mnist.blocks.Blocks;
import mnist.model.FlatArrays;
import mnist.model.ImageFormat;
import mnist.model.NativeRuntime;
import mnist.nondigits.NonDigits;
import mnist.testing.DigitRecords;
import mnist.testing.RecordFiles;
import mnist.testing.RoundTrip;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import mnist.transform.AffineDistortion;
import mnist.transform.Augmentation;
import mnist.transform.Background;
import mnist.transform.Blur;
import mnist.transform.ElasticDistortion;
import mnist.transform.Neighbours;
import mnist.transform.Noise;
import mnist.transform.Normalisation;
import mnist.transform.Tone;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.spark.data.loader.RemoteFileSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

@ExtendWith(SparkExtension.class)
class BlockMinibatchesTest {

  private static final ImageFormat FORMAT =
      new ImageFormat(SyntheticDigits.SIDE, SyntheticDigits.SIDE, SyntheticDigits.CLASSES);
  private static final Augmentation REFERENCE =
      Augmentation.of(new AffineDistortion(10, 0.1, 0.1, 0.1));

  private static final long SEED = 1;
  private static final NonDigits SOME = new NonDigits(0.5);

  private final List<Digit> digits = SyntheticDigits.draw(7, 3);
  private final MinibatchPlan plan = MinibatchPlan.ofWholeRounds(70, TrainingRuns.rounds(2, 8, 3));

  /** More than one group and more than one block. */
  private static final int GROUP = 30;

  @TempDir private Path directory;
  private Blocks blocks;

  @BeforeEach
  void open(SparkSession spark) {
    NativeRuntime.oneThreadPerTask();
    blocks =
        Blocks.in(
            spark,
            RecordFiles.write(DigitRecords.of(spark, digits), directory.resolve("in"), 3, 1 << 20),
            FORMAT.height(),
            FORMAT.width(),
            FORMAT.classes(),
            1 << 20,
            0);
  }

  @AfterEach
  void close() {
    blocks.close();
  }

  @Test
  void everyExampleComesOnceWithItsOwnLabel() {
    BlockMinibatches source = source(Augmentation.NONE);
    List<String> seen = new ArrayList<>();
    List<DataSet> all = new ArrayList<>();
    for (int worker = 0; worker < 2; worker++) {
      // In two rounds.
      source.read(0, worker, 0, 2).forEachRemaining(all::add);
      source.read(0, worker, 2, source.minibatches(0, worker)).forEachRemaining(all::add);
    }
    for (DataSet loaded : all) {
      assertThat(loaded.getFeatures().shape())
          .containsExactly(loaded.numExamples(), 1, FORMAT.height(), FORMAT.width());
      for (int row = 0; row < loaded.numExamples(); row++) {
        seen.add(described(digit(loaded, row)));
      }
    }

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            digits.stream().map(BlockMinibatchesTest::described).toList());
  }

  @Test
  void normalises() {
    DataSet scaled = first(source(Augmentation.NONE));
    DataSet normalised = first(source(plan, Augmentation.NONE, new Normalisation(0.5, 0.25), 0));

    assertThat(
            normalised.getFeatures().equalsWithEps(scaled.getFeatures().sub(0.5).div(0.25), 1e-5))
        .isTrue();
  }

  @Test
  void smoothsLabels() {
    DataSet smoothed = first(source(plan, Augmentation.NONE, Normalisation.SCALE_ONLY, 0.1));
    INDArray oneHot = first(source(Augmentation.NONE)).getLabels();

    assertThat(smoothed.getLabels().equalsWithEps(oneHot.mul(0.9).add(0.01), 1e-6)).isTrue();
  }

  /** One minibatch of all, so that an example's pictures can be found again by place. */
  @Test
  void picturesAreNewEachEpochAndTheSameInTheSameEpoch() {
    BlockMinibatches source =
        source(new MinibatchPlan(70, 1, 1), REFERENCE, Normalisation.SCALE_ONLY, 0);
    DataSet first = source.read(0, 0, 0, 1).next();
    DataSet second = source.read(1, 0, 0, 1).next();
    List<String> firstOrder = places(0);
    List<String> secondOrder = places(1);

    assertThat(source.read(0, 0, 0, 1).next()).isEqualTo(first);
    for (int i = 0; i < firstOrder.size(); i++) {
      int j = secondOrder.indexOf(firstOrder.get(i));
      assertThat(second.getFeatures().slice(j)).isNotEqualTo(first.getFeatures().slice(i));
      assertThat(second.getLabels().slice(j)).isEqualTo(first.getLabels().slice(i));
    }
  }

  private List<String> places(int epoch) {
    EpochOrder order = EpochOrder.of(blocks.index(), GROUP, SEED, epoch);
    List<String> places = new ArrayList<>();
    for (int position = 0; position < 70; position++) {
      order
          .group(order.groupOf(position))
          .find(position, (block, row) -> places.add(block + "/" + row));
    }
    return places;
  }

  @Test
  void aMinibatchIsTheSameWhoeverElseIsRead() {
    BlockMinibatches source = someNonDigits(plan, REFERENCE);
    List<DataSet> all = new ArrayList<>();
    source.read(2, 1, 0, source.minibatches(2, 1)).forEachRemaining(all::add);

    for (int i = 0; i < all.size(); i++) {
      assertThat(source.read(2, 1, i, i + 1).next()).isEqualTo(all.get(i));
    }
  }

  /** Other images of the minibatch, of which there are none where it has one. */
  @Test
  void neighboursComeFromTheMinibatch() {
    Augmentation off = Augmentation.NONE;
    Augmentation neighbours =
        new Augmentation(off.affine(), off.elastic(), 0, new Neighbours(1), List.of());
    MinibatchPlan single = new MinibatchPlan(70, 1, 70);

    DataSet among = first(source(neighbours));

    assertThat(among).isEqualTo(first(source(neighbours))).isNotEqualTo(first(source(off)));
    assertThat(first(source(single, neighbours, Normalisation.SCALE_ONLY, 0)))
        .isEqualTo(first(source(single, off, Normalisation.SCALE_ONLY, 0)));
  }

  /** Hashes of trained models rest on minibatches. */
  @Test
  void minibatchesStayAsTheyWere() throws Exception {
    Augmentation all =
        new Augmentation(
            REFERENCE.affine(),
            new ElasticDistortion(20, 4),
            0.2,
            new Neighbours(0.5),
            List.of(new Background(0.4), new Tone(0.5), new Blur(0.7), new Noise(0.1)));
    BlockMinibatches source = source(plan, all, new Normalisation(0.13, 0.31), 0.1);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int worker = 0; worker < 2; worker++) {
      source
          .read(1, worker, 0, source.minibatches(1, worker))
          .forEachRemaining(
              minibatch -> {
                for (INDArray array : List.of(minibatch.getFeatures(), minibatch.getLabels())) {
                  float[] values = FlatArrays.copyOf(array);
                  ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
                  bytes.asFloatBuffer().put(values);
                  digest.update(bytes);
                }
              });
    }

    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("f1ff7c92d5a37a8b654bec0d8c3111ed67155ff76d6e099acfd64aca27d8e469");
  }

  /** Everything else stays to the last bit. */
  @Test
  void nonDigitsTakeThePlaceOfSome() {
    List<DataSet> before = examples(source(plan, REFERENCE, Normalisation.SCALE_ONLY, 0.1), 1);
    List<DataSet> after = examples(someNonDigits(plan, REFERENCE), 1);

    int replaced = 0;
    for (int i = 0; i < after.size(); i++) {
      assertThat(after.get(i).getLabels().sumNumber().floatValue()).isCloseTo(1, within(1e-6f));
      if (isNonDigit(after.get(i))) {
        replaced++;
        assertThat(after.get(i).getFeatures()).isNotEqualTo(before.get(i).getFeatures());
      } else {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
    }
    assertThat(after).hasSize(70).hasSameSizeAs(before);
    assertThat(replaced)
        .isEqualTo(LongStream.range(0, 70).filter(id -> SOME.replaces(SEED, 1, id)).count())
        .isBetween(10, 60);
  }

  /** However many workers there are, and with no other digit in the minibatch. */
  @Test
  void nonDigitsTakeTheSamePlacesOnAnyLayout() {
    List<Boolean> here =
        examples(someNonDigits(plan, REFERENCE), 3).stream()
            .map(BlockMinibatchesTest::isNonDigit)
            .toList();

    for (MinibatchPlan other : List.of(new MinibatchPlan(70, 1, 1), new MinibatchPlan(70, 1, 70))) {
      assertThat(examples(someNonDigits(other, REFERENCE), 3))
          .extracting(BlockMinibatchesTest::isNonDigit)
          .isEqualTo(here);
    }
  }

  @Test
  void nonDigitsAreNewEachEpochAndChangedAsDigitsAre() {
    MinibatchPlan single = new MinibatchPlan(70, 1, 70);
    Augmentation tone =
        new Augmentation(
            AffineDistortion.OFF, ElasticDistortion.OFF, 0, Neighbours.OFF, List.of(new Tone(1)));
    BlockMinibatches source = someNonDigits(single, Augmentation.NONE);
    List<DataSet> drawn = nonDigits(source, 0);

    assertThat(nonDigits(source, 0)).isEqualTo(drawn);
    assertThat(nonDigits(source, 1)).doesNotContainAnyElementsOf(drawn);
    assertThat(nonDigits(someNonDigits(single, tone), 0))
        .hasSameSizeAs(drawn)
        .doesNotContainAnyElementsOf(drawn);
  }

  /** Those that aren't all alike, as blank ones are. */
  private static List<DataSet> nonDigits(BlockMinibatches source, int epoch) {
    return examples(source, epoch).stream()
        .filter(BlockMinibatchesTest::isNonDigit)
        .filter(example -> example.getFeatures().stdNumber().doubleValue() > 0)
        .toList();
  }

  @Test
  void aPathNamesAMinibatch() {
    BlockMinibatches source = source(REFERENCE);
    MinibatchPaths paths = new MinibatchPaths(source);

    assertThat(paths.of(3))
        .hasSize(2 * (int) plan.perWorker())
        .startsWith("file:///epoch/3/worker/0/minibatch/0")
        .endsWith("file:///epoch/3/worker/1/minibatch/" + (plan.perWorker() - 1));
    assertThat(paths.load(new RemoteFileSource(MinibatchPaths.path(3, 1, 2), null, 0)))
        .isEqualTo(source.read(3, 1, 2, 3).next())
        .isNotEqualTo(source.read(3, 1, 1, 2).next());
  }

  @Test
  void arrivesOnExecutorsAsTheSameSource() throws Exception {
    BlockMinibatches source = someNonDigits(plan, REFERENCE);

    BlockMinibatches arrived = RoundTrip.java(source, BlockMinibatches.class);

    assertThat(arrived.read(2, 1, 2, 3).next()).isEqualTo(source.read(2, 1, 2, 3).next());
  }

  private static DataSet first(BlockMinibatches source) {
    return source.read(0, 0, 0, 1).next();
  }

  private BlockMinibatches source(Augmentation augmentation) {
    return source(plan, augmentation, Normalisation.SCALE_ONLY, 0);
  }

  private BlockMinibatches source(
      MinibatchPlan plan,
      Augmentation augmentation,
      Normalisation normalisation,
      double smoothing) {
    return source(plan, augmentation, normalisation, smoothing, NonDigits.NONE);
  }

  private BlockMinibatches source(
      MinibatchPlan plan,
      Augmentation augmentation,
      Normalisation normalisation,
      double smoothing,
      NonDigits nonDigits) {
    return new BlockMinibatches(
        blocks,
        plan,
        GROUP,
        SEED,
        augmentation,
        normalisation,
        FORMAT.classes(),
        smoothing,
        nonDigits);
  }

  private BlockMinibatches someNonDigits(MinibatchPlan plan, Augmentation augmentation) {
    return source(plan, augmentation, Normalisation.SCALE_ONLY, 0.1, SOME);
  }

  /** Of both workers, in the order of the epoch. */
  private static List<DataSet> examples(BlockMinibatches source, int epoch) {
    List<DataSet> examples = new ArrayList<>();
    for (int worker = 0; worker < source.workers(); worker++) {
      source
          .read(epoch, worker, 0, source.minibatches(epoch, worker))
          .forEachRemaining(minibatch -> examples.addAll(minibatch.asList()));
    }
    return examples;
  }

  /** Whether an example's label is shared among all classes alike. */
  private static boolean isNonDigit(DataSet example) {
    float[] label = FlatArrays.copyOf(example.getLabels());
    for (float share : label) {
      if (share != 1f / FORMAT.classes()) {
        return false;
      }
    }
    return true;
  }

  private static String described(Digit digit) {
    return digit.label() + " " + HexFormat.of().formatHex(digit.image());
  }

  /** Back from the network's input. */
  private static Digit digit(DataSet minibatch, int row) {
    float[] values = minibatch.getFeatures().slice(row).dup('c').data().asFloat();
    byte[] image = new byte[values.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) Math.round(values[i] * 255);
    }
    return new Digit(image, minibatch.getLabels().getRow(row).argMax().getInt(0));
  }
}
