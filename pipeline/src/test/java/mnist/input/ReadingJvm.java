package mnist.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Reads inputs on other cores, by another serializer, and with directories listed backwards. */
final class ReadingJvm {

  static final List<Form> FORMS =
      List.of(
          Form.IDX,
          Form.INGESTED,
          Form.IMAGES,
          Form.TAR,
          Form.ZIP,
          Form.PARQUET,
          Form.ORC,
          Form.JSON,
          Form.CSV);

  private ReadingJvm() {}

  public static void main(String[] arguments) throws Exception {
    try (SparkSession spark =
        SparkSession.builder()
            .master(arguments[0])
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .getOrCreate()) {
      BackwardsFileSystem.registerIn(spark);
      Files.write(
          Path.of(arguments[2]),
          describe(spark, Path.of(arguments[1]), BackwardsFileSystem.SCHEME + "://"));
    }
  }

  /**
   * A line for each split, with its name and its rows.
   *
   * @param directory that {@link Inputs} were written into
   * @param scheme to open them by; empty for the local file system
   */
  static List<String> describe(SparkSession spark, Path directory, String scheme) {
    List<String> lines = new ArrayList<>();
    for (Form form : FORMS) {
      String path = scheme + directory.resolve(form.label());
      ImageInput input = ImageInputs.open(spark, List.of(path), InputSettings.DEFAULT);
      List<List<String>> rows = InputRows.byPartition(input.rows());
      for (InputSplit split : input.splits()) {
        lines.add(
            (split.name() + ": " + rows.get(split.index())).replaceAll("(file|backwards):/+", "/"));
      }
    }
    return lines;
  }
}
