package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import mnist.testing.FileHashes;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A scoring in several parts, each of several splits, some with rejects. */
public final class SampleScoring {

  /** Takes images of 6 x 5 pixels. */
  public static final String MODEL =
      Path.of("../pipeline/src/test/resources/golden/v1").toAbsolutePath().normalize().toString();

  public static final int FILES = 12;
  public static final int ROWS = 10;

  /** In every third file there is one. */
  public static final int REJECTS = FILES / 3;

  private static final int PIXELS = 6 * 5;

  private static final StructType TABLE =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("image", DataTypes.BinaryType)
          .add("colour", DataTypes.StringType);

  private SampleScoring() {}

  /** Writes the table, a directory for each file. */
  public static Path writeTable(Path directory) {
    for (int file = 0; file < FILES; file++) {
      writeFile(directory, file);
    }
    return directory;
  }

  /** Writes one more file. */
  public static void writeFile(Path directory, int file) {
    Random random = new Random(file);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      byte[] image = new byte[file % 3 == 0 && i == 4 ? PIXELS + 1 : PIXELS];
      random.nextBytes(image);
      rows.add(RowFactory.create((long) file * ROWS + i, image, i % 2 == 0 ? "red" : "sky blue"));
    }
    SparkExtension.session()
        .createDataFrame(rows, TABLE)
        .coalesce(1)
        .write()
        .parquet(directory + String.format("/f%02d", file));
  }

  /** The one file of Parquet that {@link #writeFile} wrote. */
  public static Path file(Path directory, int file) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(String.format("f%02d", file)))) {
      return files.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  /**
   * The job, whose parts are two files each.
   *
   * @param input the table
   * @param output a new directory, or one to go on in
   */
  public static String[] job(Object input, Object output, String... more) {
    List<String> job = new ArrayList<>();
    job.addAll(List.of("score", "--input", input.toString(), "--output", output.toString()));
    job.addAll(List.of("--model", MODEL, "--prepare", "none"));
    if (!List.of(more).contains("--keep")) {
      job.addAll(List.of("--keep", "colour"));
    }
    job.addAll(List.of(more));
    return job.toArray(String[]::new);
  }

  /** Settings of the job. */
  public static Path writeConf(Path directory) throws IOException {
    return Files.writeString(directory.resolve("parts.conf"), "score.images-per-file = 15\n");
  }

  /** All that a scoring publishes but its result, which tells times. */
  public static SortedMap<String, String> published(Path output) throws IOException {
    return FileHashes.of(output, "result.json", "_progress");
  }

  /** Checks that nothing is left of attempts that failed. */
  public static void assertNoLeftovers(Path output) throws IOException {
    try (Stream<Path> entries = Files.list(output.resolve("_progress"))) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("plan.json", "files.gz", "done", "ended.json");
    }
    try (Stream<Path> all = Files.walk(output)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
  }
}
