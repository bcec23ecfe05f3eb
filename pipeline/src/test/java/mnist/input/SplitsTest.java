package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mnist.testing.Deadline;
import mnist.testing.OwnJvm;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for inputs of every form. */
@ExtendWith(SparkExtension.class)
class SplitsTest {

  @TempDir private static Path shared;

  @BeforeAll
  static void write(SparkSession spark) throws Exception {
    for (Form form : ReadingJvm.FORMS) {
      Inputs.write(form, shared, spark);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AVRO", "DELTA", "ICEBERG"})
  void eachIsAPartitionOfTheRows(Form form) {
    ImageInput input = InputRows.open(SparkExtension.session(), shared.resolve(form.label()));

    assertThat(input.form()).isEqualTo(form);
    List<List<String>> rows = InputRows.byPartition(input.rows());
    assertThat(input.splits()).hasSizeGreaterThan(1);
    assertThat(input.splits()).extracting(InputSplit::key).doesNotHaveDuplicates();
    assertThat(input.splits())
        .extracting(InputSplit::index)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, rows.size()).boxed().toList());
    for (InputSplit split : input.splits()) {
      assertThat(InputRows.byPartition(input.rows(List.of(split))))
          .containsExactly(rows.get(split.index()));
    }
    List<InputSplit> some = List.of(input.splits().get(1), input.splits().get(0));
    assertThat(InputRows.byPartition(input.rows(some)))
        .isEqualTo(some.stream().map(InputSplit::index).sorted().map(rows::get).toList());
    assertThat(rows.stream().flatMap(List::stream)).doesNotHaveDuplicates();
  }

  /** Kryo, which users may choose for their data, can't take every class. */
  @Test
  void neitherCoresNorTheSerializerNorTheOrderOfListingsChangesThem() throws Exception {
    List<String> expected = ReadingJvm.describe(SparkExtension.session(), shared, "");

    for (String master : List.of("local[1]", "local[4]")) {
      assertThat(readIn(master)).as(master).isEqualTo(expected);
    }
  }

  private static List<String> readIn(String master) throws Exception {
    Path result = shared.resolve("read by " + master);
    ProcessBuilder program =
        OwnJvm.of(List.of(), ReadingJvm.class, master, shared.toString(), result.toString());
    File log = shared.resolve("log of " + master).toFile();
    program.redirectErrorStream(true).redirectOutput(log);
    Process process = Deadline.start(program, Deadline.OF_A_PROGRAM);
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(() -> text(log.toPath())).isZero();
    return Files.readAllLines(result);
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
