package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFilesTest {
  private static final Configuration CONF = new Configuration();
  private static final SampleRun RUN =
      new SampleRun(7, Instant.parse("2026-01-02T03:04:05Z"), Map.of("b", 2.5, "a", 1.0), null);

  @TempDir Path directory;

  record SampleRun(int bestEpoch, Instant createdAt, Map<String, Double> metrics, String note) {
    SampleRun {
      if (bestEpoch < 0) {
        throw new IllegalArgumentException("best_epoch must be 0 or more, but was " + bestEpoch);
      }
    }
  }

  @Test
  void writesSnakeCaseWithSortedMapsAndWithoutNulls() throws IOException {
    JsonFiles.write(file("run.json"), RUN, CONF);

    assertThat(directory.resolve("run.json"))
        .content()
        .isEqualToNormalizingNewlines(
            """
            {
              "best_epoch" : 7,
              "created_at" : "2026-01-02T03:04:05Z",
              "metrics" : {
                "a" : 1.0,
                "b" : 2.5
              }
            }
            """);
    assertThat(directory).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void readsWhatItWrote() {
    JsonFiles.write(file("new/run.json"), RUN, CONF);

    assertThat(JsonFiles.read(file("new/run.json"), SampleRun.class, CONF)).isEqualTo(RUN);
    assertThat(JsonFiles.fromText(JsonFiles.toLine(RUN), SampleRun.class)).isEqualTo(RUN);
  }

  @Test
  void writesALineAsOneLine() {
    assertThat(JsonFiles.toLine(Map.of("job", "train", "paths", List.of("a", "b"))))
        .isEqualTo("{\"job\":\"train\",\"paths\":[\"a\",\"b\"]}");
  }

  @Test
  void refusesToOverwrite() throws IOException {
    JsonFiles.write(file("run.json"), RUN, CONF);

    assertThat(JsonFiles.writeIfAbsent(file("run.json"), Map.of(), CONF)).isFalse();
    assertThatThrownBy(() -> JsonFiles.write(file("run.json"), Map.of(), CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot write %s: it already exists; choose another output or delete it",
            directory.resolve("run.json"));
    assertThat(JsonFiles.read(file("run.json"), SampleRun.class, CONF)).isEqualTo(RUN);
  }

  @Test
  void saysWhenTheFileCannotBeWritten() throws IOException {
    Files.writeString(directory.resolve("plain"), "");

    assertThatThrownBy(() -> JsonFiles.write(file("plain/run.json"), RUN, CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot write %s: ", directory.resolve("plain/run.json"));
  }

  @Test
  void ignoresKeysOfLaterVersions() throws IOException {
    write("run.json", "{\"best_epoch\": 1, \"invented_later\": [1, 2]}");

    assertThat(JsonFiles.read(file("run.json"), SampleRun.class, CONF))
        .isEqualTo(new SampleRun(1, null, null, null));
  }

  @Test
  void saysWhenTheFileIsMissing() {
    assertMessage("expected JSON for sample run, but there is no such file");
  }

  @Test
  void saysWhereTheFileIsMalformed() throws IOException {
    write("run.json", "{\n\"best_epoch\" 1}");
    assertMessage("expected JSON for sample run, but at line 2, column 15: Unexpected character");
  }

  @Test
  void saysWhenTheFileIsTorn() throws IOException {
    write("run.json", "{\"best_epoch\": 1");
    assertMessage(
        "expected JSON for sample run, but at line 1, column 17: Unexpected end-of-input");
  }

  @Test
  void saysWhenTheFileIsEmpty() throws IOException {
    write("run.json", "");
    assertMessage("expected JSON for sample run, but at line 1, column 0: No content to map");
  }

  @Test
  void saysWhenTheFileIsNull() throws IOException {
    write("run.json", "null");
    assertMessage("expected JSON for sample run, but found null");
  }

  @Test
  void saysWhenSomethingFollows() throws IOException {
    write("run.json", "{\"best_epoch\": 1} {}");
    assertMessage("expected JSON for sample run, but at line 1, column 19: Trailing token");
  }

  @Test
  void saysWhenANumberIsMissing() throws IOException {
    write("run.json", "{}");
    assertMessage("expected JSON for sample run, but at line 1, column 2: ");
  }

  @Test
  void saysWhatTheRecordRejects() throws IOException {
    write("run.json", "{\"best_epoch\": -1}");
    assertMessage(
        "expected JSON for sample run, but at line 1, column 18: best_epoch must be 0 or more,"
            + " but was -1");
  }

  @Test
  void saysWhenAnInstantIsNone() throws IOException {
    write("run.json", "{\"best_epoch\": 1, \"created_at\": \"yesterday\"}");
    assertMessage(
        "expected JSON for sample run, but at line 1, column 33: Cannot deserialize value of type"
            + " `java.time.Instant` from String \"yesterday\"");
  }

  @Test
  void namesNoMoreOfATextThanWhereItIsWrong() {
    String secret = "{\"best_epoch\": \"" + "x".repeat(10_000) + "\"}";

    assertThatThrownBy(() -> JsonFiles.fromText(secret, SampleRun.class))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Expected JSON for sample run, but at line 1, column 16: ")
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(400));
  }

  private void assertMessage(String start) {
    assertThatThrownBy(() -> JsonFiles.read(file("run.json"), SampleRun.class, CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read %s: %s", directory.resolve("run.json"), start);
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }

  private org.apache.hadoop.fs.Path file(String name) {
    return new org.apache.hadoop.fs.Path(directory.resolve(name).toString());
  }
}
