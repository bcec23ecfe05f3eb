package mnist.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import mnist.html.Axis;
import mnist.html.HistoryChart;
import mnist.html.HistoryChart.Event;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.html.Page;
import mnist.input.Split;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.commons.lang3.StringUtils;
import org.apache.hadoop.fs.Path;

/**
 * What a store holds and what was decided about it, as one page for people.
 *
 * @param decisions all of them, the first one first
 * @param hash of the latest one's file; empty text if there is none
 * @param versions that can be read, by number
 * @param examined deliveries that had findings
 * @param reports names of the files beside these reports, those of their pages among them
 */
record IndexPage(
    List<Decision> decisions,
    String hash,
    List<StoredVersion> versions,
    List<ExaminedDelivery> examined,
    Set<String> reports) {

  private static final String REFUSED = "refused";

  /** Of a reason that isn't folded, as long as a delivery's is. */
  private static final int LONGEST = 110;

  /** More units than a page's other charts have. */
  private static final int WIDE = 512;

  private static final List<String> SERIES =
      List.of("champion", "challenger that was promoted", "challenger that wasn't");

  String text() {
    return Page.of(
        "Model store",
        header()
            + history()
            + decisionTable()
            + versionTable()
            + deliveryTable()
            + refusedTable()
            + (hash.isEmpty()
                ? ""
                : Html.fill(
                    "<p class=\"muted\">SHA-256 of decision %d: <code>%s</code></p>\n",
                    decisions.size(), Html.escape(hash))));
  }

  private String header() {
    return Html.fill(
        """
        <header>
        <h1>Model store</h1>
        %s<ul class="cards">%s%s%s%s</ul>
        </header>
        """,
        champion(),
        card(decisions.size(), "decisions"),
        card(versions.size(), "versions"),
        card(remembered(), "deliveries whose images it has"),
        card(refused().size(), "deliveries that were refused"));
  }

  private static String card(long count, String of) {
    return Html.fill("<li><b>%s</b>%s</li>\n", Numbers.count(count), of);
  }

  private String champion() {
    Decision last = null;
    for (Decision decision : decisions) {
      if (decision.kind().makesChampion()) {
        last = decision;
      }
    }
    return last == null
        ? Html.paragraph("It has no champion.")
        : Html.fill(
            "<p class=\"headline\">%s</p>\n<p>champion since %s, by decision %d: %s</p>\n",
            Html.escape(last.champion()), time(last.at()), last.number(), words(last.kind()));
  }

  /** A long one is as wide as the page. */
  private String history() {
    if (decisions.isEmpty()) {
      return "";
    }
    HistoryChart chart = chart();
    String drawn = chart.html();
    return Html.section(
        "History",
        chart.drawing().width() > WIDE ? "<div class=\"wide\">\n" + drawn + "</div>\n" : drawn);
  }

  private HistoryChart chart() {
    List<Event> events = new ArrayList<>();
    for (Decision decision : decisions) {
      events.add(
          new Event(
              decision.number(),
              "decision " + decision.number(),
              words(decision.kind()),
              figures(decision)));
    }
    Map<Integer, List<ExaminedDelivery>> between = new TreeMap<>();
    refused()
        .forEach(each -> between.computeIfAbsent(before(each), n -> new ArrayList<>()).add(each));
    between.forEach(
        (after, several) -> {
          for (int i = 0; i < several.size(); i++) {
            events.add(
                new Event(
                    after + (i + 1.0) / (several.size() + 1),
                    several.get(i).delivery(),
                    REFUSED,
                    List.of()));
          }
        });
    events.sort(Comparator.comparingDouble(Event::at));
    Set<String> there = new HashSet<>(events.stream().map(Event::kind).toList());
    List<String> kinds =
        Stream.concat(Stream.of(DecisionKind.values()).map(IndexPage::words), Stream.of(REFUSED))
            .filter(there::contains)
            .toList();
    return new HistoryChart(
        "history",
        "Accuracy on judged images, and decisions",
        "A mark for each decision and each delivery that was refused, in the row of its kind, and the accuracy of challenger and champion where there was a judging; the figures follow.",
        Axis.whole("decision", 0.5, decisions.size() + 1),
        accuracyAxis(events),
        SERIES,
        kinds,
        events);
  }

  private static Axis accuracyAxis(List<Event> events) {
    DoubleSummaryStatistics figures =
        events.stream()
            .flatMapToDouble(event -> event.figures().stream().mapToDouble(Double::doubleValue))
            .filter(Double::isFinite)
            .summaryStatistics();
    if (figures.getCount() == 0) {
      return new Axis("accuracy", 0, 1, value -> Numbers.percent(value, 0));
    }
    // All from 0 to 1 would be a flat line.
    double margin = 0.001 + 0.1 * (figures.getMax() - figures.getMin());
    return new Axis(
        "accuracy",
        Math.max(0, figures.getMin() - margin),
        Math.min(1, figures.getMax() + margin),
        value -> Numbers.percent(value, 2));
  }

  private static List<Double> figures(Decision decision) {
    JsonNode accuracy = DecisionPage.check(DecisionPage.figures(decision), "accuracy");
    if (accuracy.isMissingNode()) {
      return List.of();
    }
    double challenger = accuracy.path("challenger_accuracy").asDouble(Double.NaN);
    boolean promoted = decision.kind().makesChampion();
    return DoubleStream.of(
            accuracy.path("other_accuracy").asDouble(Double.NaN),
            promoted ? challenger : Double.NaN,
            promoted ? Double.NaN : challenger)
        .boxed()
        .toList();
  }

  /** Number of the last decision before it. */
  private int before(ExaminedDelivery refused) {
    return decisions.stream()
        .filter(decision -> !decision.at().isAfter(refused.at()))
        .mapToInt(Decision::number)
        .max()
        .orElse(0);
  }

  private List<ExaminedDelivery> refused() {
    return examined.stream()
        .filter(ExaminedDelivery::refused)
        .sorted(Comparator.comparing(ExaminedDelivery::at).thenComparing(ExaminedDelivery::page))
        .toList();
  }

  private String decisionTable() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = decisions.size() - 1; i >= 0; i--) {
      Decision decision = decisions.get(i);
      rows.add(
          List.of(
              String.valueOf(decision.number()),
              outcome(decision),
              text(decision.subject()),
              text(decision.champion()),
              time(decision.at()),
              Html.escape(decision.who().toString()),
              why(decision.reason())));
    }
    return table(
        "Decisions",
        "The latest one first",
        List.of("decision", "outcome", "about", "champion", "when", "who", "why"),
        rows,
        7);
  }

  /** Linked with what tells more. */
  private String outcome(Decision decision) {
    if (DecisionPage.isOf(decision)) {
      return Html.fill(
          "<a href=\"%s/%s\">%s</a>",
          ModelStore.PAGES, decision.pageName(), words(decision.kind()));
    }
    return words(decision.kind());
  }

  private static String why(String reason) {
    return "<div class=\"why\">"
        + (reason.length() <= LONGEST
            ? Html.escape(reason)
            : Html.details(StringUtils.abbreviate(reason, "…", LONGEST), Html.paragraph(reason)))
        + "</div>";
  }

  private String versionTable() {
    String champion = decisions.isEmpty() ? null : decisions.get(decisions.size() - 1).champion();
    List<List<String>> rows = new ArrayList<>();
    for (StoredVersion version : versions) {
      Map<String, Object> facts = ModelFacts.of(version);
      rows.add(
          List.of(
              Html.escape(version.name()),
              version.name().equals(champion) ? "champion" : "",
              Html.escape(String.valueOf(facts.get("architecture"))),
              Html.escape(String.valueOf(facts.get("job"))),
              time(version.manifest().createdAt()),
              facts.get("validation_accuracy") instanceof Number share
                  ? Numbers.percent(share.doubleValue(), 2)
                  : "",
              Numbers.count(((Number) facts.get("training_images")).longValue()),
              Numbers.count(version.manifest().network().parameters())));
    }
    return table(
        "Versions",
        "Those that are there",
        List.of(
            "version",
            "role",
            "network",
            "job",
            "made",
            "validation accuracy",
            "training images",
            "parameters"),
        rows,
        5);
  }

  private String deliveryTable() {
    Set<String> forgotten = forgotten();
    List<List<String>> rows = new ArrayList<>();
    for (Decision decision : decisions) {
      if (decision.kind() == DecisionKind.DELIVERED) {
        JsonNode figures = DecisionPage.figures(decision);
        rows.add(
            List.of(
                text(decision.subject()),
                time(decision.at()),
                forgotten.contains(decision.subject()) ? "forgotten" : "there",
                findings(figures),
                count(figures, Split.TRAIN.value()),
                count(figures, Split.VALIDATION.value()),
                count(figures, Split.TEST.value()),
                count(figures, "known"),
                count(figures, "repeated")));
      }
    }
    return table(
        "Deliveries",
        "New images of each split, and images that the store had or that came several times",
        List.of(
            "delivery",
            "taken",
            "state",
            "findings",
            "train",
            "validation",
            "test",
            "known",
            "repeated"),
        rows,
        4);
  }

  private static String count(JsonNode figures, String key) {
    return Numbers.count(figures.path(key).asLong());
  }

  private String findings(JsonNode figures) {
    List<String> names = new ArrayList<>();
    figures.path("findings").forEach(name -> names.add(name.asText()));
    return report(
        new Path("/" + figures.path("examination").asText()).getName(), String.join(", ", names));
  }

  /** A text that is linked with a report's page, if that is there. */
  private String report(String page, String text) {
    return reports.contains(page)
        ? Html.fill(
            "<a href=\"%s/%s\">%s</a>",
            ModelStore.EXAMINATIONS, Html.escape(page), Html.escape(text))
        : Html.escape(text);
  }

  private String refusedTable() {
    List<List<String>> rows =
        refused().stream()
            .map(
                each ->
                    List.of(
                        report(each.page(), each.delivery()),
                        time(each.at()),
                        Html.escape(String.join(", ", each.findings())),
                        Numbers.count(each.images())))
            .toList();
    return table(
        "Refused deliveries",
        "By what they were found to have, before anything was trained",
        List.of("delivery", "when", "findings", "images"),
        rows,
        3);
  }

  private Set<String> forgotten() {
    return new HashSet<>(
        decisions.stream()
            .filter(decision -> decision.kind() == DecisionKind.FORGOTTEN)
            .map(Decision::subject)
            .toList());
  }

  private long remembered() {
    Set<String> forgotten = forgotten();
    return decisions.stream()
        .filter(decision -> decision.kind() == DecisionKind.DELIVERED)
        .filter(decision -> !forgotten.contains(decision.subject()))
        .count();
  }

  private static String table(
      String heading, String caption, List<String> header, List<List<String>> rows, int texts) {
    return rows.isEmpty() ? "" : Html.section(heading, Html.table(caption, header, rows, texts));
  }

  static String words(DecisionKind kind) {
    return kind.label().replace('_', ' ');
  }

  private static String text(String text) {
    return text == null ? "" : Html.escape(text);
  }

  /** In whole seconds, for people. */
  static String time(Instant at) {
    return Html.fill(
        "<time datetime=\"%s\">%s</time>",
        at, at.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", " UTC"));
  }
}
