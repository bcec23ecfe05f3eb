package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import mnist.InvalidInputException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@Timeout(60)
class NetworkArchiveTest {

  private static final ImageFormat DIGITS = new ImageFormat(24, 26, 4);
  private static final ImageFormat SMALL = new ImageFormat(6, 5, 3);

  /** By plain DL4J, with an optimiser's state as earlier releases stored it. */
  @ParameterizedTest
  @EnumSource(Architecture.class)
  void readsWhatDl4jWrites(Architecture architecture) throws IOException {
    MultiLayerNetwork network = trained(architecture);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, written, true);

    assertSame(network, read(written.toByteArray(), DIGITS));
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void dl4jReadsWhatIsWritten(Architecture architecture) throws IOException {
    MultiLayerNetwork network = trained(architecture);

    byte[] archive = NetworkArchive.write(network, DIGITS);

    assertThat(entries(archive)).containsOnlyKeys("configuration.json", "coefficients.bin");
    assertSame(network, read(archive, DIGITS));
    assertSame(
        network, ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(archive), true));
  }

  /** Trained, so that running statistics are other than the initial ones. */
  private static MultiLayerNetwork trained(Architecture architecture) {
    NativeRuntime.oneThreadPerTask();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            architecture.configuration(24, 26, 4, new Adam(0.01, 0.9, 0.99, 1e-8), 0.05, 9));
    network.init();
    Nd4j.getRandom().setSeed(3);
    network.fit(Nd4j.rand(6, 1, 24, 26), Tensors.oneHot(new int[] {0, 1, 2, 3, 0, 1}, 4));
    network.setIterationCount(0);
    return network;
  }

  private static void assertSame(MultiLayerNetwork network, MultiLayerNetwork read) {
    assertThat(read.params()).isEqualTo(network.params());
    assertThat(read.getLayerWiseConfigurations()).isEqualTo(network.getLayerWiseConfigurations());
    INDArray images = Nd4j.rand(5, 1, 24, 26);
    assertThat(read.output(images).toFloatMatrix())
        .isEqualTo(network.output(images).toFloatMatrix());
  }

  @Test
  void readsTheModelOfAnEarlierRelease() throws IOException {
    assertThat(DigitModel.parameterHash(read(golden(), SMALL).params()))
        .isEqualTo("c8782a65379c8065de8131c930c1a3e2071970d2d2534b9e19dd36c749c24989");
  }

  /** As somebody builds it who leaves all to DL4J's defaults. */
  @Test
  void keepsANetworkOfDl4jsDefaults() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(6, 5, 1))
                .build());
    network.init();
    network.params().assign(0);

    MultiLayerNetwork read = read(NetworkArchive.write(network, SMALL), SMALL);

    assertThat(read.params()).isEqualTo(network.params());
    assertThat(read.getLayerWiseConfigurations()).isEqualTo(network.getLayerWiseConfigurations());
  }

  @Test
  void refusesToWriteWhatCouldNotBeRead() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new Nesterovs())
                .list()
                .layer(new DenseLayer.Builder().nOut(4).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(6, 5, 1))
                .build());
    network.init();

    assertThatThrownBy(() -> NetworkArchive.write(network, SMALL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("\"org.nd4j.linalg.learning.config.Nesterovs\"")
        .hasMessageContaining("/iupdater/@class");
  }

  /** By {@code readObject} alone such sets take years. */
  @Test
  void runsNoCodeOfAnEntry() throws IOException {
    Set<Object> root = new HashSet<>();
    Set<Object> one = root;
    Set<Object> other = new HashSet<>();
    for (int depth = 0; depth < 100; depth++) {
      Set<Object> left = new HashSet<>(Set.of("left"));
      Set<Object> right = new HashSet<>();
      one.add(left);
      one.add(right);
      other.add(left);
      other.add(right);
      one = left;
      other = right;
    }
    ByteArrayOutputStream nested = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(nested)) {
      out.writeObject(root);
    }

    assertRefused(
        () -> read(with("preprocessor.bin", nested.toByteArray()), SMALL),
        "entry 'preprocessor.bin' is none of configuration.json, coefficients.bin and updaterState.bin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/cron.d/x", "extra.class", "normalizer.bin", "noParams.marker", "a\nb"})
  void refusesOtherEntries(String name) throws IOException {
    assertRefused(
        () -> read(with(name, new byte[10]), SMALL),
        "entry '" + name.replace('\n', '?') + "' is none of ");
  }

  /** A hundred megabytes of zeros after what is read: it stops at the bound that it names. */
  @ParameterizedTest
  @CsvSource({"configuration.json, 1048576", "coefficients.bin, 349", "updaterState.bin, 1904"})
  void refusesABomb(String name, int most) throws IOException {
    Map<String, byte[]> entries = entries(golden());
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        if (entry.getKey().equals(name)) {
          byte[] zeros = new byte[1 << 20];
          for (int i = 0; i < 100; i++) {
            zip.write(zeros);
          }
        }
      }
    }

    assertRefused(
        () -> read(bomb.toByteArray(), SMALL), name + " has more than " + most + " bytes");
  }

  /** The central directory and, where they are, local headers say that all entries are empty. */
  @Test
  void believesNoHeadersLengths() throws IOException {
    byte[] archive = golden();
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int entry = bytes.getInt(archive.length - 6);
    for (int i = 0; i < 3; i++) {
      assertThat(bytes.getInt(entry)).isEqualTo(0x02014B50);
      bytes.putInt(entry + 20, 0).putInt(entry + 24, 0);
      entry += 46 + bytes.getShort(entry + 28) + bytes.getShort(entry + 30);
    }

    assertThat(FlatArrays.copyOf(read(archive, SMALL).params()))
        .isEqualTo(FlatArrays.copyOf(read(golden(), SMALL).params()));
  }

  @Test
  void refusesAnArchiveWithoutEntries() throws IOException {
    assertRefused(() -> read(zip(Map.of()), SMALL), "it has no configuration.json");
  }

  /** The last record's count, in two bytes of which the lower comes first. */
  @ParameterizedTest
  @CsvSource({"12, 2, 2", "11, 1, 259", "12, 255, 255"})
  void refusesADirectoryOfAnotherNumberOfEntries(int fromEnd, int value, int entries)
      throws IOException {
    byte[] archive = golden();
    archive[archive.length - fromEnd] = (byte) value;

    assertRefused(
        () -> read(archive, SMALL),
        "its directory has %d entries, but it holds 3".formatted(entries));
  }

  /** For 55 parameters: 1024 bytes, and four float32 for each. */
  @Test
  void updaterStateMayHaveFourValuesOfAParameter() throws IOException {
    float[] expected = FlatArrays.copyOf(read(golden(), SMALL).params());

    assertThat(
            FlatArrays.copyOf(
                read(with("updaterState.bin", new byte[1024 + 55 * 16]), SMALL).params()))
        .isEqualTo(expected);
    assertRefused(
        () -> read(with("updaterState.bin", new byte[1024 + 55 * 16 + 1]), SMALL),
        "updaterState.bin has more than 1904 bytes");
  }

  /** Blanks of a kind are packed to a thousandth, blanks of four kinds to a quarter. */
  @Test
  void configurationMayBeLongButNotPackedTooTightly() throws IOException {
    Random random = new Random(1);
    float[] expected = FlatArrays.copyOf(read(golden(), SMALL).params());
    byte[] mixed = new byte[500_000];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (byte) " \t\r\n".charAt(random.nextInt(4));
    }

    for (String blanks : List.of(" ".repeat(50_000), new String(mixed, StandardCharsets.UTF_8))) {
      assertThat(FlatArrays.copyOf(read(withBlanks(blanks), SMALL).params())).isEqualTo(expected);
    }
    byte[] tight = withBlanks(" ".repeat(1_000_000));
    assertRefused(
        () -> read(tight, SMALL), "configuration.json is compressed to less than a 100th");
    byte[] tooLong = withBlanks(new String(mixed, StandardCharsets.UTF_8).repeat(3));
    assertRefused(() -> read(tooLong, SMALL), "configuration.json has more than 1048576 bytes");
  }

  private static byte[] withBlanks(String blanks) throws IOException {
    byte[] json = entries(golden()).get("configuration.json");
    return with(
        "configuration.json",
        (blanks + new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesParametersOfAnotherCount() throws IOException {
    for (int parameters : new int[] {0, 54, 56, 1000}) {
      ByteArrayOutputStream other = new ByteArrayOutputStream();
      Nd4j.write(other, Nd4j.zeros(1, Math.max(1, parameters)));

      assertRefused(
          () -> read(with("coefficients.bin", other.toByteArray()), SMALL), "coefficients.bin");
    }
  }

  @Test
  void refusesParametersWithAnotherHeader() throws IOException {
    byte[] coefficients = entries(golden()).get("coefficients.bin");
    // The header's count of 2^31 - 1 values in the file's 55.
    ByteBuffer.wrap(coefficients).putLong(48, Integer.MAX_VALUE);

    assertRefused(() -> read(with("coefficients.bin", coefficients), SMALL), "must have 55");
  }

  @Test
  void refusesANetworkForOtherImages() throws IOException {
    byte[] golden = golden();

    assertRefused(
        () -> read(golden, new ImageFormat(9, 5, 3)), "/confs/2/layer/nin, where 6 is expected");
    assertRefused(() -> read(golden, new ImageFormat(6, 5, 4)), "3 classes");
  }

  @Test
  void refusesAnotherNetworksConfiguration() throws IOException {
    byte[] other = entries(golden()).get("configuration.json");
    String swapped =
        new String(other, StandardCharsets.UTF_8).replace("\"nout\" : 2", "\"nout\" : 3");

    assertRefused(
        () -> read(with("configuration.json", swapped.getBytes(StandardCharsets.UTF_8)), SMALL),
        "configuration.json");
  }

  @Test
  void refusesWhatMakesTooMuchOfAnImage() throws IOException {
    String wide =
        new String(entries(golden()).get("configuration.json"), StandardCharsets.UTF_8)
            .replace("\"nout\" : 2", "\"nout\" : 200000000")
            .replace("\"nin\" : 2", "\"nin\" : 200000000")
            .replace("\"numChannels\" : 2", "\"numChannels\" : 200000000")
            .replace("\"nin\" : 4", "\"nin\" : 400000000");

    assertRefused(
        () -> read(with("configuration.json", wide.getBytes(StandardCharsets.UTF_8)), SMALL),
        "configuration.json");
  }

  @Test
  void refusesDoubleAndMissingEntries() throws IOException {
    Map<String, byte[]> entries = entries(golden());
    byte[] configuration = entries.get("configuration.json");
    byte[] coefficients = entries.get("coefficients.bin");

    assertRefused(
        () -> read(zip(Map.of("configuration.json", configuration)), SMALL),
        "it has no coefficients.bin");
    assertRefused(
        () -> read(zip(Map.of("coefficients.bin", coefficients)), SMALL),
        "coefficients.bin comes before configuration.json");
    byte[] twice =
        new String(with("updaterState.jon", configuration), StandardCharsets.ISO_8859_1)
            .replace("updaterState.jon", "coefficients.bin")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(() -> read(twice, SMALL), "it has two entries 'coefficients.bin'");
  }

  @Property(tries = 100)
  void refusesEveryTruncatedArchive(@ForAll @IntRange(max = 1_000_000) int random)
      throws IOException {
    byte[] golden = golden();
    byte[] cut = java.util.Arrays.copyOf(golden, random % golden.length);

    assertThatThrownBy(() -> read(cut, SMALL)).isInstanceOf(InvalidInputException.class);
  }

  @Property(tries = 100)
  void refusesGarbage(@ForAll byte[] garbage) {
    assertThatThrownBy(() -> read(garbage, SMALL)).isInstanceOf(InvalidInputException.class);
  }

  /** Each of the archive's bits: the network is the same, or refused. */
  @Test
  void aFlippedBitIsHarmlessOrRefused() throws IOException {
    byte[] golden = golden();
    float[] expected = FlatArrays.copyOf(read(golden, SMALL).params());
    int refused = 0;
    for (int bit = 0; bit < golden.length * 8; bit++) {
      byte[] flipped = golden.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        MultiLayerNetwork network = read(flipped, SMALL);
        assertThat(FlatArrays.copyOf(network.params())).isEqualTo(expected);
      } catch (InvalidInputException e) {
        refused++;
      }
    }

    assertThat(refused).isGreaterThan(golden.length * 8 / 2);
  }

  /** In the texts and arrays themselves, where no checksum helps. */
  @Property(tries = 300)
  void aChangedByteOfAnEntryEndsInANetworkOrIsRefused(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    String name = random.nextInt(4) == 0 ? "coefficients.bin" : "configuration.json";
    byte[] content = entries(golden()).get(name);
    content[random.nextInt(content.length)] = (byte) random.nextInt(256);
    byte[] archive = with(name, content);
    try {
      assertThat(read(archive, SMALL).numParams()).isEqualTo(55);
    } catch (InvalidInputException e) {
      assertThat(e.remedy()).isPresent();
    }
  }

  private static void assertRefused(ThrowingCallable reading, String because) {
    assertThatThrownBy(reading)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot load network test.zip: ")
        .hasMessageContaining(because)
        .hasMessageEndingWith("; restore the file or train the model again");
  }

  private static MultiLayerNetwork read(byte[] archive, ImageFormat images) {
    return NetworkArchive.read("test.zip", archive, images);
  }

  private static byte[] golden() throws IOException {
    return Files.readAllBytes(Path.of("src/test/resources/golden/v1/network.zip"));
  }

  /** The golden archive with this entry added or replaced. */
  private static byte[] with(String name, byte[] content) throws IOException {
    Map<String, byte[]> entries = entries(golden());
    entries.put(name, content);
    return zip(entries);
  }

  private static Map<String, byte[]> entries(byte[] archive) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return archive.toByteArray();
  }
}
