package mnist.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.calibration.EnergyQuantiles;
import mnist.files.ResourceText;
import mnist.files.WholeFile;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.html.Page;
import mnist.input.Labelling;
import mnist.review.Reason;
import mnist.review.ReviewImage;
import mnist.review.ReviewQueue.Chosen;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Images for people to look at: PNG files as the model saw them, a table to fill in, and a page by
 * which that is done without a server. The same images give the same bytes.
 *
 * @param scored what people call the images
 * @param version that scored them
 * @param height of the images, pixels
 * @param width of the images, pixels
 * @param classes what they are called, from class 0
 * @param energies by which novelty is told; empty if an earlier release trained the model
 * @param chosen in the order in which they are looked at; one at least
 */
public record ReviewReport(
    String scored,
    String version,
    int height,
    int width,
    List<String> classes,
    Optional<EnergyQuantiles> energies,
    List<Chosen> chosen) {

  /** The page. */
  public static final String PAGE = "review.html";

  /** The table, with empty columns {@code label} and {@code who}. */
  public static final String TABLE = "review.csv";

  /** Where the images are. */
  public static final String IMAGES = "images";

  private static final List<String> COLUMNS =
      List.of("file", "key", "prediction", "confidence", "novelty", "why");

  public ReviewReport {
    classes = List.copyOf(classes);
    chosen = List.copyOf(chosen);
  }

  /**
   * Writes all of it.
   *
   * @param directory a new one
   * @throws mnist.Failure if a file can't be written
   */
  public void write(Path directory, Configuration conf) {
    for (Chosen each : chosen) {
      Path file = new Path(new Path(directory, IMAGES), each.image().name());
      PngFiles.write(picture(each.image()), file, conf);
    }
    WholeFile.writeIfAbsent(new Path(directory, TABLE), table(), conf);
    WholeFile.writeIfAbsent(new Path(directory, PAGE), page(), conf);
  }

  /** Grey as it was scored, so that reading the file gives the same pixels. */
  private BufferedImage picture(ReviewImage image) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, width, height, image.pixels());
    return picture;
  }

  private String table() {
    return header() + chosen.stream().map(each -> row(each) + ",,\n").collect(Collectors.joining());
  }

  private static String header() {
    return String.join(",", COLUMNS) + ",label,who\n";
  }

  /** Without what people fill in. */
  private String row(Chosen each) {
    ReviewImage image = each.image();
    return Stream.of(
            image.name(),
            image.key(),
            classes.get(image.prediction()),
            String.valueOf(image.confidence()),
            novelty(image).map(String::valueOf).orElse(""),
            each.why().label())
        .map(ReviewReport::field)
        .collect(Collectors.joining(","));
  }

  /**
   * Quoted, in one line as labels are read, and so that a spreadsheet takes no file's name for a
   * formula.
   */
  private static String field(String value) {
    String line = value.replaceAll("\\R", " ");
    String text = line.matches("[\\s=+\\-@].*") ? "'" + line : line;
    return text.matches(".*[\",].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private Optional<Float> novelty(ReviewImage image) {
    return energies.map(ranked -> ranked.novelty(image.energy()));
  }

  private String page() {
    String cards =
        IntStream.range(0, chosen.size()).mapToObj(this::card).collect(Collectors.joining());
    return Page.of(
        "Review of " + scored,
        Html.fill(
            """
            <h1>Review</h1>
            <p>%s images of %s that %s is least sure of, or that are least like those that it was
            trained on. Say what each shows; what you leave out stays unlabelled.</p>
            <p class="muted">Keys: 0 to 9 for a class, x for no digit, Delete to take it back, arrows to move.</p>
            <p><label for="who">Your name, kept with each label</label> <input id="who" autocomplete="name"></p>
            <div id="images" role="group" aria-label="Images" data-header="%s">
            %s</div>
            <div id="bar">
            <p id="told" role="status" aria-live="polite">Nothing is labelled yet.</p>
            <div id="labels" role="group" aria-label="What the image shows">%s</div>
            <p><button type="button" id="save">Save labels.csv</button></p>
            </div>
            """,
            Numbers.count(chosen.size()),
            Html.escape(scored),
            Html.escape(version),
            Html.escape(header()),
            cards,
            buttons()),
        ResourceText.of(ReviewReport.class, "review.css"),
        ResourceText.of(ReviewReport.class, "review.js"));
  }

  private String card(int place) {
    Chosen each = chosen.get(place);
    ReviewImage image = each.image();
    String said =
        Html.fill(
            "read as %s, confidence %s%s",
            classes.get(image.prediction()),
            Numbers.percent(image.confidence(), 1),
            novelty(image).map(novelty -> ", novelty " + Numbers.percent(novelty, 1)).orElse(""));
    return Html.fill(
        """
        <button type="button" class="card" tabindex="%d" data-row="%s" data-said="image %d of %d, %s">\
        %s<span class="said">%s<br>read as %s, %s</span><b class="label"></b></button>
        """,
        place == 0 ? 0 : -1,
        Html.escape(row(each)),
        place + 1,
        chosen.size(),
        Html.escape(said),
        ImageElement.of(picture(image), ""),
        each.why() == Reason.CONFIDENCE ? "unsure" : "unlike training",
        Html.escape(classes.get(image.prediction())),
        Numbers.percent(image.confidence(), 1));
  }

  private String buttons() {
    StringBuilder buttons = new StringBuilder();
    for (int each = 0; each < classes.size(); each++) {
      buttons.append(
          button(classes.get(each), each < 10 ? String.valueOf(each) : "", classes.get(each)));
    }
    return buttons
        .append(button(Labelling.NONE, "x", "no digit"))
        .append(button("", "Delete", "take back"))
        .toString();
  }

  private static String button(String label, String key, String shown) {
    return Html.fill(
        "<button type=\"button\" data-label=\"%s\" data-key=\"%s\">%s</button>\n",
        Html.escape(label), key, Html.escape(shown));
  }
}
