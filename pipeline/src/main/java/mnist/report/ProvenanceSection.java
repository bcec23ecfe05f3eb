package mnist.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.report.EvaluatedModel.Stage;
import mnist.store.Manifest;
import mnist.store.NetworkSummary;
import mnist.store.Provenance;
import mnist.store.TrainingRun;

/** What took how long, and where the model comes from. */
final class ProvenanceSection {

  private ProvenanceSection() {}

  static String of(EvaluatedModel model) {
    Manifest manifest = model.manifest();
    return times(model.stages())
        + Html.section(
            "Provenance",
            "<div class=\"facts\">"
                + Html.table("The model", List.of("", ""), facts(manifest), 2)
                + "</div>\n"
                + Html.paragraph(
                    "These commands make it again; equal settings, data and processors give the same model hash:")
                + "<pre id=\"again\">"
                + Html.escape(Recipe.commands(manifest))
                + "</pre>\n");
  }

  private static String times(List<Stage> stages) {
    List<List<String>> rows =
        stages.stream()
            .map(stage -> List.of(Html.escape(stage.name()), Numbers.seconds(stage.seconds())))
            .toList();
    return rows.isEmpty()
        ? ""
        : Html.section(
            "Times",
            Html.table("Wall time until this page was written", List.of("stage", "time"), rows, 1));
  }

  private static List<List<String>> facts(Manifest manifest) {
    NetworkSummary network = manifest.network();
    TrainingRun training = manifest.training();
    Provenance made = manifest.provenance();
    List<List<String>> facts = new ArrayList<>();
    add(facts, "version", manifest.version());
    add(facts, "made at", manifest.createdAt().toString());
    add(facts, "model hash", manifest.modelHash());
    add(
        facts,
        "network",
        Html.fill(
            "%s, %s parameters, images of %d x %d pixels in %d classes",
            network.architecture(),
            Numbers.count(network.parameters()),
            network.height(),
            network.width(),
            network.classes()));
    add(facts, "job", training.job());
    add(facts, "seed", String.valueOf(training.seed()));
    add(facts, "data", training.data().path() + ", fingerprint " + training.data().fingerprint());
    Map<String, Long> counts = new TreeMap<>(training.data().counts());
    counts.forEach((split, count) -> add(facts, split + " images", Numbers.count(count)));
    add(facts, "computed by", training.kernels() == null ? "unknown" : training.kernels());
    add(facts, "processor", made.processor());
    add(facts, "system", made.os() + ", " + made.arch());
    add(facts, "commit", made.gitCommit());
    new TreeMap<>(made.versions()).forEach((name, version) -> add(facts, name, version));
    return facts;
  }

  private static void add(List<List<String>> facts, String name, String value) {
    facts.add(List.of(Html.escape(name), Html.escape(String.valueOf(value))));
  }
}
