package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import mnist.InvalidInputException;
import mnist.idx.IdxHeader;
import mnist.idx.IdxType;
import mnist.idx.IdxWriter;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken of directories as people have them. */
class IdxFileFinderTest {

  private static final List<Digit> DIGITS = SyntheticDigits.draw(1, 1);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"", "/*.gz", "/*ubyte", "/*images*"})
  void fileThatIsThereTwiceCountsOnce(String glob) throws IOException {
    SyntheticDigits.write(directory, "train", "", DIGITS);
    SyntheticDigits.write(directory, "train", ".gz", DIGITS);

    IdxFiles files = open(glob);

    assertThat(files.count()).isEqualTo(10);
    String suffix = glob.endsWith(".gz") ? ".gz" : "";
    assertThat(files.all())
        .extracting(DataFile::name)
        .containsExactly("train-images-idx3-ubyte" + suffix, "train-labels-idx1-ubyte" + suffix);
    if (glob.isEmpty()) {
      assertThat(PassedOver.summary(files.passedOver()))
          .containsExactly(
              "train-images-idx3-ubyte.gz (the same content as train-images-idx3-ubyte)",
              "train-labels-idx1-ubyte.gz (the same content as train-labels-idx1-ubyte)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte.gz, train-images-idx3-ubyte (1).gz",
    "train-images-idx3-ubyte.gz, train-images-idx3-ubyte.gz.1",
    "train-images-idx3-ubyte.gz, train-images-idx3-ubyte",
    "train-labels-idx1-ubyte.gz, train-labels-idx1-ubyte - Copy.gz"
  })
  void filesOfOneNameThatDifferAreAnError(String original, String copy) throws IOException {
    SyntheticDigits.write(directory, "train", ".gz", DIGITS);
    Path other = directory.resolve("other");
    SyntheticDigits.write(other, "train", ".gz", SyntheticDigits.draw(1, 2));
    Files.copy(directory.resolve(original), directory.resolve(copy));
    assertThat(open("").count()).isEqualTo(10);

    Files.delete(directory.resolve(copy));
    Files.copy(other.resolve(original), directory.resolve(copy));

    assertThatThrownBy(() -> open(""))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Invalid input: expected one file of ")
        .hasMessageContaining("file:" + directory.resolve(original))
        .hasMessageContaining("file:" + directory.resolve(copy))
        .hasMessageEndingWith(", which differ; move one away, or give the one that is meant");
  }

  /** In the order of their names, the other one comes first. */
  @ParameterizedTest
  @CsvSource({
    "train_images-idx3-ubyte, train-images-idx3-ubyte.gz",
    "train-images-idx3-ubyte, Copy of train-images-idx3-ubyte",
    "train-images-idx3-ubyte.gz, train-images-idx3-ubyte (1)"
  })
  void originalsGoBeforeCopiesThenPlainFilesBeforePacked(String taken, String other)
      throws IOException {
    for (String name : List.of(taken, other)) {
      Path from = directory.resolve("written");
      String suffix = name.endsWith(".gz") ? ".gz" : "";
      SyntheticDigits.write(from, "train", suffix, DIGITS);
      Files.move(from.resolve("train-images-idx3-ubyte" + suffix), directory.resolve(name));
    }

    assertThat(open("").images()).extracting(file -> file.images().name()).containsExactly(taken);
  }

  @Test
  void equalPixelsOfOtherSizesDiffer() throws IOException {
    for (long height : new long[] {2, 3}) {
      Path file = directory.resolve("train-images-idx3-ubyte" + (height == 2 ? "" : " (1)"));
      try (IdxWriter writer =
          IdxWriter.create(
              file, new IdxHeader(IdxType.UNSIGNED_BYTE, List.of(1L, height, 6 / height)))) {
        writer.write(new byte[6]);
      }
    }

    assertThatThrownBy(() -> open(""))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("which differ");
  }

  @Test
  void imagesHaveTheLabelsOfTheirNameBesideThem() throws IOException {
    Path a = directory.resolve("a");
    Path b = directory.resolve("b");
    for (Path each : List.of(a, b)) {
      SyntheticDigits.write(each, "train", "", DIGITS);
      SyntheticDigits.write(each, "t10k", "", DIGITS);
    }

    assertOwnLabels(List.of(a.toString(), b.toString()));
    assertOwnLabels(
        List.of(
            a + "/train-images-idx3-ubyte",
            a + "/t10k-images-idx3-ubyte",
            b + "/train-images-idx3-ubyte",
            b + "/t10k-images-idx3-ubyte"));
  }

  private static void assertOwnLabels(List<String> paths) {
    IdxFiles files = IdxFiles.open(paths, new Configuration());
    assertThat(files.images())
        .hasSize(4)
        .allSatisfy(
            file ->
                assertThat(file.labels().path())
                    .isEqualTo(file.images().path().replace("images-idx3", "labels-idx1")));
  }

  /** Where its name's ending tells nothing. */
  @ParameterizedTest
  @CsvSource({"0, 0, true", "31, 139, true", "0, 1, false", "31, 0, false", "1, 139, false"})
  void aFilesFirstBytesTellWhetherItMayBeData(int first, int second, boolean isData)
      throws IOException {
    SyntheticDigits.write(directory, "train", "", DIGITS);
    Files.write(directory.resolve("t10k-images.v2"), new byte[] {(byte) first, (byte) second});

    if (isData) {
      assertThatThrownBy(() -> open(""))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("t10k-images.v2");
    } else {
      assertThat(open("").passedOver()).contains(new PassedOver("t10k-images.v2", "not IDX"));
    }
  }

  @Test
  void copyAloneIsTaken() throws IOException {
    SyntheticDigits.write(directory, "train", ".gz", DIGITS);
    move("train-images-idx3-ubyte.gz", "train-images-idx3-ubyte.gz.1");
    move("train-labels-idx1-ubyte.gz", "train-labels-idx1-ubyte (3).gz");

    assertThat(open("").count()).isEqualTo(10);
  }

  @Test
  void sideFilesArePassedOver() throws IOException {
    SyntheticDigits.write(directory, "train", ".gz", DIGITS);
    for (String end :
        List.of(
            ".dvc", ".md5", ".sha256", ".asc", ":Zone.Identifier", "._COPYING_", ".unheardof")) {
      Files.writeString(directory.resolve("train-images-idx3-ubyte.gz" + end), "x");
      Files.writeString(directory.resolve("train-labels-idx1-ubyte.gz" + end), "x");
    }
    Files.writeString(directory.resolve("._train-images-idx3-ubyte.gz"), "x");
    Files.writeString(directory.resolve(".train-images-idx3-ubyte.gz.crc"), "x");
    Files.writeString(directory.resolve("_SUCCESS"), "");
    Files.writeString(directory.resolve("README.images.txt"), "x");
    Files.createDirectory(directory.resolve("__MACOSX"));
    SyntheticDigits.write(directory.resolve("__MACOSX"), "more", ".gz", DIGITS);

    assertThat(open("").count()).isEqualTo(10);
    assertThat(open("/*").count()).isEqualTo(10);
    assertThat(PassedOver.summary(open("").passedOver()))
        .contains(
            "README.images.txt (text)",
            "train-images-idx3-ubyte.gz.unheardof, train-labels-idx1-ubyte.gz.unheardof (not IDX)");
  }

  @Test
  void labelsAreFoundAmongTheGlobsMatchesElsewhere() throws IOException {
    SyntheticDigits.write(directory, "train", "", DIGITS);
    Files.createDirectory(directory.resolve("labels"));
    move("train-labels-idx1-ubyte", "labels/train-labels-idx1-ubyte");
    Files.createDirectory(directory.resolve("images"));
    move("train-images-idx3-ubyte", "images/train-images-idx3-ubyte");

    assertThat(open("/*").all()).hasSize(2);
    assertThat(open("/images").all()).hasSize(1);
  }

  @Test
  void qmnistsLabelsAreTheirFirstColumn() throws IOException {
    SyntheticDigits.write(directory, "qmnist-train", ".gz", DIGITS);
    Files.delete(directory.resolve("qmnist-train-labels-idx1-ubyte.gz"));
    Path labels = directory.resolve("qmnist-train-labels-idx2-int.gz");
    try (IdxWriter writer =
        IdxWriter.create(labels, new IdxHeader(IdxType.INT, List.of(10L, 8L)))) {
      for (int i = 0; i < 10; i++) {
        writer.write(ByteBuffer.allocate(32).putInt(i).putInt(77).array());
      }
    }
    Files.writeString(directory.resolve("qmnist-train-labels.tsv.gz"), "x");

    DataFile found = open("").images().get(0).labels();

    assertThat(found.path()).isEqualTo("file:" + labels);
    byte[] row = ByteBuffer.allocate(32).putInt(9).putInt(77).array();
    assertThat(found.first(row)).isEqualTo(9);
  }

  /** Programs that fetch files may unpack them on the way and leave the name. */
  @Test
  void contentTellsWhetherAFileIsPacked() throws IOException {
    SyntheticDigits.write(directory, "train", ".gz", DIGITS);
    Path images = directory.resolve("train-images-idx3-ubyte.gz");
    byte[] plain;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(images))) {
      plain = in.readAllBytes();
    }
    Files.write(images, plain);
    move("train-labels-idx1-ubyte.gz", "train-labels-idx1-ubyte");

    ImageFile file = open("").images().get(0);

    assertThat(file.images().isPacked()).isFalse();
    assertThat(file.labels().isPacked()).isTrue();
  }

  private void move(String from, String to) throws IOException {
    Files.move(directory.resolve(from), directory.resolve(to));
  }

  private IdxFiles open(String glob) {
    return IdxFiles.open(List.of(directory + glob), new Configuration());
  }
}
