package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import mnist.InvalidInputException;
import mnist.input.Split;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Faults of files are an error, wherever they're found, and nothing half-written stays behind. */
@ExtendWith(SparkExtension.class)
class IngestBadInputTest {

  @TempDir private Path localDirectory;
  private Path images;
  private Path labels;
  private byte[] packed;

  @BeforeEach
  void writeInput() throws IOException {
    Path input = SyntheticDigits.writeDataset(localDirectory.resolve("input"), 2, 1, 1);
    images = input.resolve("train-images-idx3-ubyte.gz");
    labels = input.resolve("train-labels-idx1-ubyte.gz");
    packed = Files.readAllBytes(images);
  }

  @Test
  void packedFileThatIsCutOff(SparkSession spark) throws IOException {
    Files.write(images, Arrays.copyOf(packed, packed.length * 2 / 3));

    assertFails(spark)
        .hasMessageMatching(
            "Cannot read IDX file file:%s: expected 15680 data bytes for shape \\[20, 28, 28], but"
                    .formatted(images)
                + " the file ends after \\d+; fetch it again");
  }

  @Test
  void packedFileWithTooFewItems(SparkSession spark) throws IOException {
    byte[] plain = unpack(packed);
    Files.write(images, pack(Arrays.copyOf(plain, plain.length - 784)));

    assertFails(spark)
        .hasMessage(
            "Cannot read IDX file file:%s: expected 15680 data bytes for shape [20, 28, 28], but"
                + " the file ends after 14896; fetch it again",
            images);
  }

  @Test
  void packedFileWithTrailingBytes(SparkSession spark) throws IOException {
    byte[] plain = unpack(packed);
    Files.write(images, pack(Arrays.copyOf(plain, plain.length + 7)));

    assertFails(spark)
        .hasMessage(
            "Cannot read IDX file file:%s: expected 15680 data bytes for shape [20, 28, 28], but 7"
                + " more follow; fetch it again",
            images);
  }

  @Test
  void corruptPackedFile(SparkSession spark) throws IOException {
    packed[packed.length - 7] ^= 0x40;
    Files.write(images, packed);

    assertFails(spark)
        .hasMessage(
            "Cannot read IDX file file:%s: expected sound gzip, but it is corrupt near unpacked"
                + " byte 15696 (Corrupt GZIP trailer); fetch it again",
            images);
  }

  @Test
  void faultsOfLabelFilesToo(SparkSession spark) throws IOException {
    byte[] plain = unpack(Files.readAllBytes(labels));
    Files.write(labels, pack(Arrays.copyOf(plain, plain.length - 1)));

    assertFails(spark)
        .hasMessage(
            "Cannot read IDX file file:%s: expected 20 data bytes for shape [20], but the file ends"
                + " after 19; fetch it again",
            labels);
  }

  @Test
  void plainFileThatIsCutOff(SparkSession spark) throws IOException {
    byte[] plain = unpack(packed);
    Files.delete(images);
    Path plainImages = images.resolveSibling("train-images-idx3-ubyte");
    Files.write(plainImages, Arrays.copyOf(plain, 1000));

    assertFails(spark)
        .hasMessage(
            "Cannot read IDX file file:%s: expected 15680 data bytes for shape [20, 28, 28], but"
                + " the file ends after 984; fetch it again",
            plainImages);
  }

  @Test
  void missingLabels(SparkSession spark) throws IOException {
    Files.delete(labels);

    assertFails(spark)
        .hasMessage(
            "Cannot find labels for file:%s: expected a file such as train-labels-idx1-ubyte.gz"
                + " beside it, but there is none; put it there, or give the label file that name",
            images);
  }

  @Test
  void missingInput(SparkSession spark) {
    assertThatThrownBy(() -> run(spark, "nowhere", "out"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read file:" + localDirectory + "/nowhere: no such file");
    assertNothingIsLeft();
  }

  @Test
  void inputWithoutASingleImage(SparkSession spark) throws IOException {
    SyntheticDigits.write(localDirectory.resolve("empty"), "train", "", List.of());

    assertThatThrownBy(() -> run(spark, "empty", "out"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Invalid input %s/empty: expected images, but found 0; give files that hold some",
            localDirectory);
  }

  @Test
  void existingOutputIsLeftAsItIs(SparkSession spark) throws IOException {
    Path precious = localDirectory.resolve("out/precious.txt");
    Files.createDirectory(precious.getParent());
    Files.writeString(precious, "kept");

    assertFails(spark)
        .hasMessage(
            "Cannot write file:%s/out: it already exists; choose another output or delete it",
            localDirectory);

    assertThat(precious.getParent().toFile().list()).containsExactly("precious.txt");
  }

  @Test
  void outputThatCannotBeWritten(SparkSession spark) throws IOException {
    Files.writeString(localDirectory.resolve("file"), "");

    assertThatThrownBy(() -> run(spark, "input", "file/out"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot write file:" + localDirectory + "/file/out: ")
        .hasMessageEndingWith("; choose an output in a directory that can be written");
  }

  @Test
  void settingsHaveBounds() {
    assertThatThrownBy(
            () -> new IngestSettings(1, 1, HoldOutBy.IMAGE, 8 * 784, 0, 10, Split.TRAIN, 0, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("data.validation-fraction must be 0 to below 1, but was 1.0");
    assertThatThrownBy(
            () ->
                new IngestSettings(
                    1, Double.NaN, HoldOutBy.IMAGE, 8 * 784, 0, 10, Split.TRAIN, 0, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("data.validation-fraction must be 0 to below 1, but was NaN");
    assertThatThrownBy(
            () -> new IngestSettings(1, 0.1, HoldOutBy.IMAGE, 0, 0, 10, Split.TRAIN, 0, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("data.file-bytes must be 1 or more (bytes), but was 0");
    assertThatThrownBy(
            () ->
                new IngestSettings(1, 0.1, HoldOutBy.IMAGE, 8 * 784, 1.5, 10, Split.TRAIN, 0, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("data.max-bad-fraction must be 0 to 1, but was 1.5");
    assertThatThrownBy(
            () ->
                new IngestSettings(1, 0.1, HoldOutBy.IMAGE, 8 * 784, 0, 257, Split.TRAIN, 0, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("data.classes must be 2 to 256, but was 257");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails(SparkSession spark) {
    AbstractThrowableAssert<?, ? extends Throwable> failure =
        assertThatThrownBy(() -> run(spark, "input", "out"))
            .isInstanceOf(InvalidInputException.class);
    assertNothingIsLeft();
    return failure;
  }

  private void assertNothingIsLeft() {
    assertThat(localDirectory.toFile().list()).isSubsetOf("input", "out");
    String[] inOutput = localDirectory.resolve("out").toFile().list();
    assertThat(inOutput == null || List.of(inOutput).equals(List.of("precious.txt"))).isTrue();
  }

  private void run(SparkSession spark, String input, String output) {
    Ingest.run(
        spark,
        List.of(localDirectory.resolve(input).toString()),
        new org.apache.hadoop.fs.Path(localDirectory.resolve(output).toString()),
        new IngestSettings(42, 0.1, HoldOutBy.IMAGE, 8 * 784, 0, 10, Split.TRAIN, 0, null));
  }

  private static byte[] pack(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] unpack(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }
}
