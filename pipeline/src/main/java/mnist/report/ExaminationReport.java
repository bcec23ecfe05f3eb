package mnist.report;

import static org.apache.spark.sql.functions.col;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import mnist.examination.Accepted;
import mnist.examination.ExaminationSettings;
import mnist.examination.Finding;
import mnist.examination.Finding.Example;
import mnist.examination.Findings;
import mnist.files.JsonFiles;
import mnist.files.WholeFile;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.html.Page;
import mnist.input.FileStamp;
import mnist.input.RecordSchema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The examination of a delivery as a page, with pictures of images concerned, and as JSON. */
public final class ExaminationReport {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ExaminationReport() {}

  /**
   * What was examined.
   *
   * @param delivery what people call it
   * @param files of the delivery
   * @param accepted what somebody accepts of it
   * @param settings by which findings refuse it
   */
  public record Examined(
      String delivery,
      List<FileStamp> files,
      Findings findings,
      Accepted accepted,
      ExaminationSettings settings) {

    private boolean isRefused() {
      return !findings.refusing(settings, accepted).isEmpty();
    }
  }

  /** The file. */
  private record Written(
      String delivery,
      Instant at,
      boolean refused,
      long images,
      List<Finding> findings,
      Map<String, String> notExamined,
      List<String> refusing,
      List<String> accepted,
      String reason,
      List<FileStamp> files) {}

  /**
   * A name for a report, that of the time and unlike any other's. Several names are in the order of
   * their times.
   */
  public static String newName() {
    return NAME.format(Instant.now()) + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * Writes both files, in the place of an earlier report of the name.
   *
   * @param name as {@link #newName} gives it
   * @param records of the delivery, for the pictures
   * @param directory made if missing
   * @return the page
   * @throws mnist.Failure if a file can't be written
   */
  public static Path write(
      Examined examined, String name, Dataset<Row> records, Path directory, Configuration conf) {
    Findings findings = examined.findings();
    Written written =
        new Written(
            examined.delivery(),
            Instant.now(),
            examined.isRefused(),
            findings.images(),
            findings.findings(),
            findings.notExamined(),
            names(findings.refusing(examined.settings())),
            names(findings.accepted(examined.settings(), examined.accepted())),
            examined.accepted().reason(),
            examined.files());
    JsonFiles.replace(new Path(directory, name + ".json"), written, conf);
    Path page = new Path(directory, name + ".html");
    WholeFile.replace(page, page(examined, pictures(findings, records)), conf);
    return page;
  }

  private static List<String> names(List<Finding> findings) {
    return findings.stream().map(finding -> finding.check().label()).toList();
  }

  private static Map<Long, BufferedImage> pictures(Findings findings, Dataset<Row> records) {
    Object[] ids =
        findings.findings().stream()
            .flatMap(finding -> finding.examples().stream())
            .map(Example::id)
            .distinct()
            .toArray();
    Map<Long, BufferedImage> pictures = new HashMap<>();
    if (ids.length == 0) {
      return pictures;
    }
    for (Row row :
        records
            .where(col(RecordSchema.ID).isin(ids))
            .select(RecordSchema.ID, RecordSchema.IMAGE, RecordSchema.HEIGHT, RecordSchema.WIDTH)
            .collectAsList()) {
      pictures.put(
          row.getLong(0),
          DigitGrid.Digit.of(row.getAs(1), row.getInt(2), row.getInt(3), "").image());
    }
    return pictures;
  }

  private static String page(Examined examined, Map<Long, BufferedImage> pictures) {
    Findings findings = examined.findings();
    String title =
        "Examination of %s: %s"
            .formatted(examined.delivery(), examined.isRefused() ? "refused" : "taken");
    StringBuilder content =
        new StringBuilder(
            Html.fill(
                "<header>\n<h1>%s</h1>\n<p>%s, %s</p>\n</header>\n",
                Html.escape(title),
                Numbers.count(findings.images(), "image"),
                Numbers.count(findings.findings().size(), "finding")));
    if (!examined.accepted().findings().isEmpty()) {
      content.append(
          Html.paragraph("Findings were accepted because: " + examined.accepted().reason()));
    }
    for (Finding finding : findings.findings()) {
      content.append(section(finding, examined, pictures));
    }
    if (!findings.notExamined().isEmpty()) {
      content.append(
          Html.section(
              "Not examined",
              Html.table(
                  "What wasn't examined, and why",
                  List.of("finding", "reason"),
                  findings.notExamined().entrySet().stream()
                      .map(
                          entry ->
                              List.of(Html.escape(entry.getKey()), Html.escape(entry.getValue())))
                      .toList(),
                  2)));
    }
    return Page.of(title, content.toString());
  }

  private static String section(
      Finding finding, Examined examined, Map<Long, BufferedImage> pictures) {
    StringBuilder images = new StringBuilder();
    for (Example example : finding.examples()) {
      images.append(
          Html.fill(
              "<figure>%s<figcaption>%s<br>image %d</figcaption></figure>\n",
              ImageElement.of(pictures.get(example.id()), example.id()),
              Html.escape(example.caption()),
              example.id()));
    }
    List<List<String>> figures = new ArrayList<>();
    finding
        .figures()
        .forEach(
            (key, value) ->
                figures.add(List.of(Html.escape(key), Html.escape(String.valueOf(value)))));
    return Html.section(
        finding.check().label() + ", " + effect(finding, examined),
        Html.paragraph(sentence(finding.sentence()) + " " + sentence(finding.remedy()))
            + (images.isEmpty() ? "" : "<div class=\"digits\">\n" + images + "</div>\n")
            + Html.details(
                "Figures", Html.table("Figures", List.of("figure", "value"), figures, 2)));
  }

  private static String effect(Finding finding, Examined examined) {
    if (examined.findings().accepted(examined.settings(), examined.accepted()).contains(finding)) {
      return "accepted";
    }
    return examined.findings().refusing(examined.settings()).contains(finding)
        ? "refuses the images"
        : "a warning";
  }

  private static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
  }
}
