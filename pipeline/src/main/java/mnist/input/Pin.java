package mnist.input;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import mnist.files.JsonFiles;
import mnist.files.NewFile;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What an input reads, whatever is added to its directory later.
 *
 * @param form of the images
 * @param snapshot of a table or of ingested data that keep what they were; null of others
 * @param files of others, as they were listed
 */
public record Pin(Form form, String snapshot, List<ListedFile> files) {

  /** One line of the list. */
  private record Line(String base, String name, long length, long modified) {}

  static Pin ofFiles(Form form, List<ListedFile> files) {
    return new Pin(form, null, files);
  }

  static Pin ofSnapshot(Form form, String snapshot) {
    return new Pin(form, snapshot, List.of());
  }

  /** Writes the list of files, packed, a line of JSON each. */
  public void writeFiles(Path to, Configuration conf) {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(NewFile.create(to, conf)), StandardCharsets.UTF_8))) {
      for (ListedFile file : files) {
        out.write(
            JsonFiles.toLine(
                new Line(file.base().toString(), file.name(), file.length(), file.modified())));
        out.write('\n');
      }
    } catch (IOException e) {
      throw StorageFailure.of("Cannot write " + to, "choose a place that can be written", e);
    }
  }

  /**
   * Reads what {@link #writeFiles} wrote.
   *
   * @param snapshot null for none
   * @throws mnist.Failure if it can't be read
   */
  public static Pin read(Form form, String snapshot, Path from, Configuration conf) {
    List<ListedFile> files = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(from.getFileSystem(conf).open(from)),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Line file = JsonFiles.fromText(line, Line.class);
        files.add(
            new ListedFile(new Path(file.base()), file.name(), file.length(), file.modified()));
      }
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + from, "put the file back as it was written", e);
    }
    return new Pin(form, snapshot, files);
  }
}
