package mnist.input;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import mnist.InvalidInputException;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;

/**
 * First lines of CSV files. Spark takes the columns of all files from one of them, by their places,
 * so that the pixels of another could be taken for its neighbours'.
 */
final class CsvHeaders {

  private CsvHeaders() {}

  /**
   * Checks that all files have the same columns.
   *
   * @param mayBeDamaged whether files whose first line can't be read are left for whoever reads
   *     them
   * @throws InvalidInputException naming two that don't
   */
  static void check(List<ListedFile> files, Configuration conf, boolean mayBeDamaged) {
    if (files.size() < 2) {
      return;
    }
    ListedFile first = null;
    String header = "";
    for (ListedFile file : files) {
      String own = header(file, conf, mayBeDamaged);
      if (header.isEmpty()) {
        first = file;
        header = own;
      } else if (!own.isEmpty() && !own.equals(header)) {
        throw new InvalidInputException(
            "Cannot read %s and %s as one table: their first lines name other columns"
                .formatted(first.path(), file.path()),
            "give files of the same columns in the same order");
      }
    }
  }

  private static String header(ListedFile file, Configuration conf, boolean mayBeDamaged) {
    try (InputStream stored = new BufferedInputStream(FileReads.open(file.path(), conf));
        InputStream in = file.extension().equals("gz") ? new GZIPInputStream(stored) : stored;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      if (mayBeDamaged && Damage.of(e).isPresent()) {
        return "";
      }
      throw StorageFailure.of("Cannot read " + file.path(), "make it readable, or move it away", e);
    }
  }
}
