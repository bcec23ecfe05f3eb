package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.input.IngestedInput;
import mnist.input.InputFile;
import mnist.input.Split;
import mnist.records.DataFingerprint.SplitCounts;
import mnist.testing.SparkExtension;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IngestedDataTest {

  private static final DataFingerprint FINGERPRINT =
      new DataFingerprint(
              1,
              null,
              List.of(new InputFile("t10k-images-idx3-ubyte", "00ff")),
              Map.of("test", new SplitCounts(3, List.of(1L, 2L))),
              null,
              28,
              28,
              2,
              null,
              null,
              42,
              0.1,
              null,
              null,
              0)
          .withId();

  @TempDir private Path localDirectory;
  private Path fingerprint;

  @BeforeEach
  void writeDirectory() throws Exception {
    fingerprint = localDirectory.resolve("fingerprint.json");
    Files.writeString(fingerprint, JsonFiles.toText(FINGERPRINT));
    Files.createDirectory(localDirectory.resolve("records"));
  }

  @Test
  void fingerprintIsReadAsItWasWritten(SparkSession spark) {
    IngestedData data = IngestedData.open(spark, path());

    assertThat(data.fingerprint()).isEqualTo(FINGERPRINT);
    assertThat(data.fingerprint().counts(Split.TRAIN))
        .isEqualTo(new SplitCounts(0, List.of(0L, 0L)));
    assertThat(IngestedInput.isIngested(path(), new Configuration())).isTrue();
    assertThat(data.records(Split.TRAIN).count()).isZero();
  }

  /**
   * Made by sha256sum of this JSON without the id: the id of data must not change with the program.
   */
  @Test
  void idIsTheHashOfTheRest() {
    assertThat(JsonFiles.toLine(FINGERPRINT))
        .isEqualTo(
            "{\"format_version\":1,\"id\":\""
                + FINGERPRINT.id()
                + "\","
                + "\"files\":[{\"name\":\"t10k-images-idx3-ubyte\",\"sha256\":\"00ff\"}],"
                + "\"splits\":{\"test\":{\"records\":3,\"per_class\":[1,2]}},"
                + "\"height\":28,\"width\":28,\"classes\":2,\"seed\":42,"
                + "\"validation_fraction\":0.1,\"quarantined\":0}");
    assertThat(FINGERPRINT.id())
        .isEqualTo("70bf418f92a9b05c4a8773bdf53a2aee7d00cfcc8d3c4c4ae80d7348fd1ddb74");
  }

  @Test
  void trainingNeedsTrainingImages(SparkSession spark) {
    assertThatThrownBy(() -> IngestedData.open(spark, path()).trainPixels())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot train on file:%s: expected images of the train split, but it has none; ingest a"
                + " file whose name says neither test nor validation",
            localDirectory);
  }

  @Test
  void missingPartsAreNamed(SparkSession spark) throws Exception {
    Files.delete(localDirectory.resolve("records"));
    assertThatThrownBy(() -> IngestedData.open(spark, path()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read ingested data file:%s: expected records in it, but found fingerprint.json;"
                + " ingest IDX files first",
            localDirectory);

    Files.delete(fingerprint);
    assertThatThrownBy(() -> IngestedData.open(spark, path()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read ingested data file:%s: expected fingerprint.json in it, but found nothing;"
                + " ingest IDX files first",
            localDirectory);
    assertThat(IngestedInput.isIngested(path(), new Configuration())).isFalse();

    Files.delete(localDirectory);
    assertThatThrownBy(() -> IngestedData.open(spark, path()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read ingested data file:%s: there is no such directory; give a directory of"
                + " ingested data, or IDX files",
            localDirectory);
    assertThat(IngestedInput.isIngested(path(), new Configuration())).isFalse();
  }

  @Test
  void newerFormatIsNamed(SparkSession spark) throws Exception {
    Files.writeString(fingerprint, "{\"format_version\": 2, \"splits\": \"built otherwise\"}");

    assertThatThrownBy(() -> IngestedData.open(spark, path()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read file:%s/fingerprint.json: its format version is 2, but at most 1 is"
                + " supported; use the newer program that wrote it, or ingest the data again",
            localDirectory);
  }

  @Test
  void fingerprintThatIsNotJsonIsNamed(SparkSession spark) throws Exception {
    Files.writeString(fingerprint, "oops");

    assertThatThrownBy(() -> IngestedData.open(spark, path()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read file:%s/fingerprint.json: ", localDirectory);
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(localDirectory.toString());
  }
}
