package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import mnist.files.Sha256;
import mnist.input.InputFile;
import mnist.records.DataFingerprint.SplitCounts;
import mnist.records.LabelErrors.WrongLabel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LabelErrorsTest {

  private static final Path MNIST =
      Path.of("../jobs/src/main/resources/mnist/data/t10k-labels-idx1-ubyte.gz");

  /** Header and all. */
  private static byte[] labels;

  @BeforeAll
  static void readLabels() throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(MNIST))) {
      labels = in.readAllBytes();
    }
  }

  private static DataFingerprint data(String lastFile, long train, long quarantined) {
    List<InputFile> files = new ArrayList<>();
    files.add(new InputFile("train-labels-idx1-ubyte", "0".repeat(64)));
    files.add(new InputFile("t10k-labels-idx1-ubyte", lastFile));
    Map<String, SplitCounts> splits =
        Map.of(
            "train", new SplitCounts(train, List.of(train)),
            "test", new SplitCounts(10_000, List.of(10_000L)));
    return new DataFingerprint(
        1, "id", files, splits, null, 28, 28, 10, null, null, 42, 0.1, null, null, quarantined);
  }

  @Test
  void givenLabelsAreThoseOfTheFile() {
    String digest = Sha256.ofBytes(labels);

    Map<Long, WrongLabel> wrong = LabelErrors.of(data(digest, 60_000, 0)).orElseThrow().wrong();

    assertThat(wrong).hasSize(15);
    assertThat(wrong)
        .allSatisfy(
            (id, label) -> {
              assertThat(label.given()).isEqualTo(labels[8 + (int) (id - 60_000)]);
              assertThat(label.guess()).isBetween(0, 9).isNotEqualTo(label.given());
            });
  }

  @Test
  void countsIdsFromTheEndSinceQuarantineTakesSome() {
    String digest = Sha256.ofBytes(labels);

    assertThat(LabelErrors.of(data(digest, 59_990, 10)).orElseThrow().wrong())
        .containsEntry(60_947L, new WrongLabel(8, 9));
  }

  @Test
  void groupsMayStandBehindTheLabels() {
    DataFingerprint data = data(Sha256.ofBytes(labels), 60_000, 0);
    List<InputFile> files = new ArrayList<>(data.files());
    files.add(new InputFile("t10k-groups-idx1-int", "2".repeat(64)));

    assertThat(LabelErrors.of(withFiles(data, files))).isEqualTo(LabelErrors.of(data));
  }

  private static DataFingerprint withFiles(DataFingerprint data, List<InputFile> files) {
    return new DataFingerprint(
        1,
        "id",
        files,
        data.splits(),
        null,
        28,
        28,
        10,
        null,
        null,
        42,
        0.1,
        null,
        null,
        data.quarantined());
  }

  @Test
  void ofOtherDataNoneAreKnown() {
    assertThat(LabelErrors.of(data("1".repeat(64), 60_000, 0))).isEqualTo(Optional.empty());
  }
}
