package mnist.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import mnist.Bounds;
import mnist.files.JsonFiles;
import mnist.input.FileStamp;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What an {@link ExaminationReport} says, as far as the store's index tells it.
 *
 * @param page name of the report's page
 * @param delivery what people call it
 * @param at when it was examined
 * @param refused whether it was
 * @param images how many it had
 * @param findings what they are called
 * @param refusing those that refuse it, or that somebody accepted; all in a report of an earlier
 *     release
 * @param files that were examined; none in a report of an earlier release
 */
record ExaminedDelivery(
    String page,
    String delivery,
    Instant at,
    boolean refused,
    long images,
    List<String> findings,
    List<String> refusing,
    List<FileStamp> files) {

  /** The file, as far as it matters here. */
  private record Report(
      String delivery,
      Instant at,
      boolean refused,
      long images,
      List<JsonNode> findings,
      List<String> refusing,
      List<FileStamp> files) {

    Report {
      Bounds.present("delivery", delivery);
      Bounds.present("at", at);
    }
  }

  /**
   * @throws mnist.InvalidInputException if it is no such report
   */
  static ExaminedDelivery read(Path file, Configuration conf) {
    Report report = JsonFiles.read(file, Report.class, conf);
    List<String> findings =
        report.findings() == null
            ? List.of()
            : report.findings().stream().map(finding -> finding.path("name").asText()).toList();
    return new ExaminedDelivery(
        file.getName().replaceFirst("\\.json$", ".html"),
        report.delivery(),
        report.at(),
        report.refused(),
        report.images(),
        findings,
        report.refusing() == null ? findings : report.refusing(),
        report.files() == null ? List.of() : report.files());
  }
}
