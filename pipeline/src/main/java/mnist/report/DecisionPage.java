package mnist.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mnist.files.JsonFiles;
import mnist.html.Axis;
import mnist.html.BarChart;
import mnist.html.BarChart.Bar;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.html.Page;
import mnist.store.Decision;
import mnist.store.StoredVersion;

/**
 * What a challenger was judged by, as one page for people: the reason, each check with its figures,
 * the models side by side, what differs between them, images that one of them alone gets right, and
 * accuracy by class and by delivery. Pictures are there after a judging only; the rest is made of
 * the decision and of the versions that are still there.
 *
 * @param decision about a challenger
 * @param figures the decision's
 * @param versions that are there, by name
 */
record DecisionPage(Decision decision, JsonNode figures, Map<String, StoredVersion> versions) {

  private static final String CHECKS = "checks";
  private static final String CHAMPION = "champion";
  private static final String CHALLENGER = "challenger";
  private static final String BEST = "best";

  DecisionPage(Decision decision, Map<String, StoredVersion> versions) {
    this(decision, figures(decision), versions);
  }

  /** As JSON, in which nothing is of a type that one doesn't expect. */
  static JsonNode figures(Decision decision) {
    return JsonFiles.fromText(JsonFiles.toLine(decision.figures()), JsonNode.class);
  }

  /** Whether a decision has what such a page tells. */
  static boolean isOf(Decision decision) {
    return decision.figures().containsKey(CHECKS);
  }

  /**
   * @param differing what was seen when it was judged; empty if the page is made again
   */
  String text(Optional<DifferingSection> differing) {
    String title = Html.fill("%s: %s", decision.subject(), IndexPage.words(decision.kind()));
    return Page.of(
        title,
        Html.fill("<h1>%s</h1>\n", Html.escape(title))
            + Html.paragraph(decision.reason() + ".")
            + Html.fill(
                "<p>Decision %d, by %s at %s. The champion is %s. <a href=\"../%s\">All decisions</a></p>\n",
                decision.number(),
                Html.escape(decision.who().toString()),
                IndexPage.time(decision.at()),
                Html.escape(String.valueOf(decision.champion())),
                StorePages.INDEX)
            + checks(figures.path(CHECKS))
            + models(figures.path("models"))
            + changes()
            + Html.section(
                "Right by one, wrong by the other",
                differing.orElse(DifferingSection.UNKNOWN).html(check("accuracy")))
            + groups("class", check("classes"))
            + groups("delivery", check("deliveries")));
  }

  private static String checks(JsonNode checks) {
    if (checks.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode check : checks) {
      rows.add(
          List.of(
              Html.escape(check.path("name").asText().replace('_', ' ')),
              check.path("passed").asBoolean() ? "passed" : "<strong>not passed</strong>",
              "<div class=\"why\">" + Html.escape(check.path("sentence").asText()) + "</div>"));
    }
    return Html.section(
        "What it had to show",
        Html.table("Checks", List.of("check", "outcome", "figures"), rows, 3));
  }

  private String models(JsonNode models) {
    if (models.isEmpty()) {
      return "";
    }
    boolean hasEarlierBest =
        !models.at("/best/version").asText().equals(models.at("/champion/version").asText());
    List<String> roles =
        hasEarlierBest ? List.of(CHALLENGER, CHAMPION, BEST) : List.of(CHALLENGER, CHAMPION);
    List<String> header = new ArrayList<>(List.of(""));
    for (String role : roles) {
      header.add(
          Html.fill(
              "%s %s",
              role.equals(BEST) ? "best champion so far" : role,
              models.path(role).path("version").asText()));
    }
    List<List<String>> rows =
        List.of(
            row("accuracy on judged images", roles, role -> percent(accuracy(role))),
            row(
                "accuracy on changed images",
                roles,
                role -> percent(models.path(role).path("robustness"))),
            row(
                "calibration error",
                roles,
                role -> decimal(models.path(role).path("calibration_error"), 4)),
            row("mean loss, nats", roles, role -> decimal(models.path(role).path("loss"), 4)),
            row(
                "parameters",
                roles,
                role -> Numbers.count(models.path(role).path("parameters").asLong())),
            row(
                "microseconds per image",
                roles,
                role -> decimal(models.path(role).path("microseconds_per_image"), 1)));
    return Html.section(
        "The models side by side", Html.table("On the same images", header, rows, 1));
  }

  private static List<String> row(
      String name, List<String> roles, Function<String, String> figure) {
    return Stream.concat(Stream.of(Html.escape(name)), roles.stream().map(figure).map(Html::escape))
        .toList();
  }

  private JsonNode accuracy(String role) {
    return switch (role) {
      case CHALLENGER -> check("accuracy").path("challenger_accuracy");
      case CHAMPION -> check("accuracy").path("other_accuracy");
      default -> check("accuracy_of_best").path("other_accuracy");
    };
  }

  private static String percent(JsonNode share) {
    return share.isNumber() ? Numbers.percent(share.asDouble(), 2) : "not measured";
  }

  private static String decimal(JsonNode figure, int decimals) {
    return figure.isNumber() ? Numbers.decimal(figure.asDouble(), decimals) : "not measured";
  }

  /** What the challenger was trained by and the champion wasn't. */
  private String changes() {
    StoredVersion challenger = versions.get(String.valueOf(decision.subject()));
    StoredVersion champion = versions.get(figures.path("against").asText());
    if (challenger == null || champion == null) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    ModelFacts.differences(champion, challenger)
        .forEach(
            (key, values) -> {
              if (!key.equals("version")) {
                rows.add(
                    List.of(
                        Html.escape(key),
                        "<div class=\"value\">" + Html.escape(values.get(1)) + "</div>",
                        "<div class=\"value\">" + Html.escape(values.get(0)) + "</div>"));
              }
            });
    if (rows.isEmpty()) {
      return "";
    }
    return Html.section(
        "What changed",
        Html.table(
            "Facts and settings that differ",
            List.of("", CHALLENGER + " " + challenger.name(), CHAMPION + " " + champion.name()),
            rows,
            3));
  }

  private JsonNode check(String name) {
    return check(figures, name);
  }

  /** Figures of a check; missing if there is none of this name. */
  static JsonNode check(JsonNode figures, String name) {
    return StreamSupport.stream(figures.path(CHECKS).spliterator(), false)
        .filter(check -> check.path("name").asText().equals(name))
        .map(check -> check.path("figures"))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /**
   * @param group what the groups are, class or delivery
   */
  private static String groups(String group, JsonNode figures) {
    List<Bar> bars = new ArrayList<>();
    for (Map.Entry<String, JsonNode> judged : figures.path("judged").properties()) {
      bars.add(bar(judged.getKey(), judged.getValue().path("challenger_accuracy"), 0));
      bars.add(bar("", judged.getValue().path("champion_accuracy"), 1));
    }
    if (bars.isEmpty()) {
      return "";
    }
    List<String> tooSmall = new ArrayList<>();
    figures.path("too_small").fieldNames().forEachRemaining(tooSmall::add);
    return Html.section(
        "By " + group,
        new BarChart(
                    "by-" + group,
                    "Accuracy by " + group,
                    "Two bars for each " + group + ": of the challenger and of the champion.",
                    new Axis("accuracy", 0, 1, value -> Numbers.percent(value, 0)),
                    List.of(CHALLENGER, CHAMPION),
                    bars)
                .html()
            + (tooSmall.isEmpty()
                ? ""
                : Html.paragraph("Too few images to judge: " + String.join(", ", tooSmall) + ".")));
  }

  private static Bar bar(String name, JsonNode accuracy, int kind) {
    return new Bar(
        name,
        accuracy.asDouble(),
        Double.NaN,
        Double.NaN,
        Numbers.percent(accuracy.asDouble(), 2),
        kind);
  }
}
