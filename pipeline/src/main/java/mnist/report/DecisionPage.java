package mnist.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import mnist.files.JsonFiles;
import mnist.files.WholeFile;
import mnist.html.Axis;
import mnist.html.BarChart;
import mnist.html.BarChart.Bar;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.html.Page;
import mnist.store.Decision;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a challenger was judged by, as one page for people: the reason, each check with its figures,
 * the models side by side, and accuracy by class and by delivery. It is made of the decision alone,
 * so that it can be made again.
 */
public final class DecisionPage {

  private DecisionPage() {}

  /**
   * Writes the page.
   *
   * @param decision about a challenger
   * @param directory exists or not
   * @return the file, called by the decision's number
   */
  public static Path write(Decision decision, Path directory, Configuration conf) {
    Path page = new Path(directory, Html.fill("%08d.html", decision.number()));
    WholeFile.writeIfAbsent(page, of(decision), conf);
    return page;
  }

  static String of(Decision decision) {
    JsonNode figures = JsonFiles.fromText(JsonFiles.toLine(decision.figures()), JsonNode.class);
    String title =
        Html.fill("%s: %s", decision.subject(), decision.kind().label().replace('_', ' '));
    return Page.of(
        title,
        Html.fill("<h1>%s</h1>\n", Html.escape(title))
            + Html.paragraph(decision.reason() + ".")
            + Html.paragraph(
                Html.fill(
                    "Decision %d, by %s at %s. The champion is %s.",
                    decision.number(), decision.who(), decision.at(), decision.champion()))
            + checks(figures.path("checks"))
            + models(figures.path("models"))
            + groups("class", check(figures, "classes"))
            + groups("delivery", check(figures, "deliveries")));
  }

  private static String checks(JsonNode checks) {
    if (checks.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode check : checks) {
      rows.add(
          List.of(
              Html.escape(words(check.path("name").asText())),
              check.path("passed").asBoolean() ? "passed" : "<strong>not passed</strong>",
              Html.escape(check.path("sentence").asText())));
    }
    return Html.section(
        "What it had to show",
        Html.table("Checks", List.of("check", "outcome", "figures"), rows, 3));
  }

  private static String models(JsonNode models) {
    if (models.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    for (String role : List.of("challenger", "champion", "best")) {
      JsonNode model = models.path(role);
      JsonNode robustness = model.path("robustness");
      rows.add(
          List.of(
              role.equals("best") ? "best champion so far" : role,
              Html.escape(model.path("version").asText()),
              robustness.isNumber() ? Numbers.percent(robustness.asDouble(), 2) : "not measured",
              Numbers.decimal(model.path("calibration_error").asDouble(), 4),
              Numbers.decimal(model.path("loss").asDouble(), 4),
              Numbers.count(model.path("parameters").asLong()),
              Numbers.decimal(model.path("microseconds_per_image").asDouble(), 1)));
    }
    return Html.section(
        "The models side by side",
        Html.table(
            "On the same images",
            List.of(
                "model",
                "version",
                "accuracy on changed images",
                "calibration error",
                "mean loss",
                "parameters",
                "microseconds per image"),
            rows,
            2));
  }

  private static JsonNode check(JsonNode figures, String name) {
    return StreamSupport.stream(figures.path("checks").spliterator(), false)
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
                    List.of("challenger", "champion"),
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

  private static String words(String name) {
    return name.replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
