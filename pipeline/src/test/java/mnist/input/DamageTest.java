package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import mnist.UnavailableException;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are damaged, which is nobody's bug, and what isn't the file's fault. */
@ExtendWith(SparkExtension.class)
class DamageTest {

  @TempDir private Path directory;

  /** What reading one split came to: the fault, or how many rows there are. */
  private static List<String> read(ImageInput input) {
    FlatMapFunction<Iterator<Row>, String> read =
        rows -> {
          ReadRows all = new ReadRows(rows);
          int count = 0;
          while (all.hasNext()) {
            all.next();
            count++;
          }
          return List.of(all.fault() == null ? count + " rows" : all.fault()).iterator();
        };
    return input.rows().javaRDD().mapPartitions(read).collect();
  }

  @ParameterizedTest
  @CsvSource({
    "parquet, 0, 0.5",
    "parquet, 0.02, 0.6",
    "orc, 0, 0.5",
    "orc, 0.02, 0.6",
    "json, 0, 0.5",
    "csv, 0, 0.5"
  })
  void costsItsOwnSplit(String form, double from, double to) throws Exception {
    SparkSession spark = SparkExtension.session();
    List<SyntheticDigits.Digit> digits = SyntheticDigits.draw(20, 1);
    (form.equals("csv")
            ? Inputs.pixels(Inputs.small(digits), spark)
            : form.equals("json")
                ? Inputs.binary(digits, spark).selectExpr("base64(image) as image", "label")
                : Inputs.binary(digits, spark))
        .repartition(3)
        .write()
        .option("header", "true")
        .option("compression", form.equals("csv") || form.equals("json") ? "gzip" : "snappy")
        .format(form)
        .save(directory + "/t");
    damage(from, to);
    ImageInput input =
        ImageInputs.openDamaged(spark, List.of(directory + "/t"), InputSettings.DEFAULT);

    List<String> came = read(input);

    assertThat(came).hasSize(3);
    assertThat(came.stream().filter(each -> each.endsWith(" rows"))).as("%s", came).hasSize(2);
  }

  /** Overwrites the middle of the first file, or cuts its end off. */
  private void damage(double from, double to) throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(directory.resolve("t"))) {
      file =
          files
              .filter(path -> path.getFileName().toString().startsWith("part-"))
              .sorted()
              .findFirst()
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    int end = (int) (to * bytes.length);
    if (from == 0) {
      bytes = Arrays.copyOf(bytes, end);
    } else {
      Arrays.fill(bytes, (int) (from * bytes.length), end, (byte) 0x5A);
    }
    Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
    Files.write(file, bytes);
  }

  @Test
  void storageThatDoesNotAnswerIsNoDamage() {
    assertThat(Damage.of(new SocketTimeoutException("60000 millis timeout"))).isEmpty();
    assertThat(Damage.of(new IOException("Stale file handle"))).isEmpty();
    assertThat(Damage.of(new UnavailableException("no answer", "wait"))).isEmpty();
    assertThat(Damage.of(new RuntimeException(new FileNotFoundException("/t/a")))).contains("/t/a");
  }

  private static Throwable thrownBy(Throwable thrown, String... classes) {
    thrown.setStackTrace(
        Stream.of(classes)
            .map(name -> new StackTraceElement(name, "any", "Any.java", 1))
            .toArray(StackTraceElement[]::new));
    return thrown;
  }

  @Test
  void whatSparkItselfLosesIsNoDamage() {
    Throwable broadcast =
        thrownBy(
            new SparkException("Failed to get broadcast_3_piece0 of broadcast_3"),
            "org.apache.spark.broadcast.TorrentBroadcast");
    assertThat(Damage.of(new IOException("cannot read", broadcast))).isEmpty();
    assertThat(
            Damage.of(
                thrownBy(
                    new NullPointerException(),
                    "java.util.Objects",
                    "org.apache.spark.storage.BlockManager")))
        .isEmpty();
    assertThat(
            Damage.of(
                thrownBy(
                    new FileNotFoundException("/tmp/blockmgr-1/0a/broadcast_3"),
                    "java.io.FileOutputStream",
                    "org.apache.spark.storage.DiskStore")))
        .isEmpty();
    assertThat(
            Damage.of(
                thrownBy(
                    new IllegalArgumentException("negative length"),
                    "java.nio.Buffer",
                    "org.apache.spark.sql.execution.datasources.parquet.VectorizedRleValuesReader")))
        .isPresent();
  }

  @Test
  void bugsAreNoDamage() {
    assertThat(Damage.of(new IllegalStateException("ours"))).isEmpty();
    assertThat(Damage.of(new OutOfMemoryError("Java heap space"))).isEmpty();
    assertThat(
            Damage.of(
                new SparkException(
                    "[FAILED_EXECUTE_UDF] Failed to execute user defined function",
                    new NullPointerException())))
        .isEmpty();
    Iterator<Row> failing =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            throw new IllegalStateException("ours");
          }

          @Override
          public Row next() {
            return null;
          }
        };
    assertThatThrownBy(() -> new ReadRows(failing).hasNext())
        .isInstanceOf(IllegalStateException.class);
  }
}
