package mnist.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mnist.records.HoldOutBy;
import mnist.records.Ingest;
import mnist.records.IngestSettings;
import mnist.testing.ImageFiles;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The same few digits as an input of each form, in files enough to make several splits. */
final class Inputs {

  private static final int FILES = 5;

  private Inputs() {}

  /**
   * Writes one.
   *
   * @return the path to open
   */
  static Path write(Form form, Path directory, SparkSession spark) throws IOException {
    Path path = directory.resolve(form.label());
    List<Digit> digits = SyntheticDigits.draw(2, 1);
    switch (form) {
      // Large enough for two splits.
      case IDX -> SyntheticDigits.write(path, "train", "", SyntheticDigits.draw(1100, 2));
      case INGESTED -> ingest(path, directory.resolve("ingested-of"), spark);
      case IMAGES -> manyFiles(path, digits);
      case TAR -> archives(path, "tar", digits);
      case ZIP -> archives(path, "zip", digits);
      default -> table(path, form, digits, spark);
    }
    return path;
  }

  private static void ingest(Path path, Path from, SparkSession spark) throws IOException {
    SyntheticDigits.writeDataset(from, 3, 1, 1);
    Ingest.run(
        spark,
        List.of(from.toString()),
        new org.apache.hadoop.fs.Path(path.toString()),
        new IngestSettings(1, 0.2, HoldOutBy.IMAGE, 5 * 784, 0.1, 10, Split.TRAIN, 0, null));
  }

  private static void manyFiles(Path path, List<Digit> digits) throws IOException {
    List<byte[]> files = digits.stream().map(digit -> ImageFiles.png(digit.image())).toList();
    for (int i = 0; i <= SplitSize.FILES; i++) {
      Path directory = path.resolve(String.valueOf(i % 7));
      Files.createDirectories(directory);
      Files.write(directory.resolve(i + ".png"), files.get(i % files.size()));
    }
  }

  private static void archives(Path path, String extension, List<Digit> digits) throws IOException {
    Files.createDirectories(path);
    for (int i = 0; i < FILES; i++) {
      Map<String, byte[]> entries = new TreeMap<>();
      for (Digit digit : digits.subList(3 * i, 3 * i + 3)) {
        entries.put(digit.label() + "/" + entries.size() + ".png", ImageFiles.png(digit.image()));
      }
      Path file = path.resolve(i + "." + extension);
      if (extension.equals("tar")) {
        tar(file, entries);
      } else {
        zip(file, entries);
      }
    }
  }

  /** Writes an archive, entries in the map's order. */
  static Path tar(Path file, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      tar(out, entries);
    }
    return file;
  }

  static void tar(OutputStream out, Map<String, byte[]> entries) throws IOException {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(each.getKey(), true);
        entry.setSize(each.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(each.getValue());
        tar.closeArchiveEntry();
      }
    }
  }

  /** Writes an archive whose entries are packed and have their lengths behind them. */
  static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file), UTF_8)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  private static void table(Path path, Form form, List<Digit> digits, SparkSession spark) {
    Dataset<Row> rows =
        switch (form) {
          case JSON -> base64(digits, spark);
          case CSV -> pixels(small(digits), spark);
          default -> binary(digits, spark);
        };
    rows.repartition(FILES)
        .write()
        .option("header", "true")
        .format(form.label())
        .save(path.toString());
  }

  /** Columns {@code image}, binary, and {@code label}, int. */
  static Dataset<Row> binary(List<Digit> digits, SparkSession spark) {
    return spark.createDataFrame(
        digits.stream().map(digit -> RowFactory.create(digit.image(), digit.label())).toList(),
        new StructType().add("image", DataTypes.BinaryType).add("label", DataTypes.IntegerType));
  }

  private static Dataset<Row> base64(List<Digit> digits, SparkSession spark) {
    return spark.createDataFrame(
        digits.stream()
            .map(
                digit ->
                    RowFactory.create(
                        Base64.getEncoder().encodeToString(digit.image()), digit.label()))
            .toList(),
        new StructType().add("image", DataTypes.StringType).add("label", DataTypes.IntegerType));
  }

  /** Corners of 6 x 6 pixels, which Spark takes less time to compile code for. */
  static List<Digit> small(List<Digit> digits) {
    return digits.stream()
        .map(digit -> new Digit(Arrays.copyOf(digit.image(), 36), digit.label()))
        .toList();
  }

  /** As Kaggle has it. */
  static Dataset<Row> pixels(List<Digit> digits, SparkSession spark) {
    StructType columns = new StructType().add("label", DataTypes.IntegerType);
    for (int i = 0; i < digits.get(0).image().length; i++) {
      columns = columns.add("pixel" + i, DataTypes.IntegerType);
    }
    int width = columns.length();
    List<Row> rows = new ArrayList<>();
    for (Digit digit : digits) {
      rows.add(
          RowFactory.create(
              IntStream.range(0, width)
                  .mapToObj(i -> i == 0 ? digit.label() : digit.image()[i - 1] & 0xFF)
                  .toArray()));
    }
    return spark.createDataFrame(rows, columns);
  }
}
