package mnist.jobs.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.input.Split;
import mnist.jobs.data.DataLocation;
import mnist.jobs.data.InputData;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.runner.JobContext;
import mnist.model.DigitModel;
import mnist.robustness.Corruption;
import mnist.robustness.Exposure;
import mnist.robustness.Robustness;
import mnist.robustness.RobustnessRow;
import mnist.score.Scorer;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a stored model on sets of labelled images that are neither its own nor changed ones. */
final class OtherImages {
  private static final Logger LOG = LoggerFactory.getLogger(OtherImages.class);

  /** Each set is found out about by looking, whatever is said of the evaluated data. */
  private static final Map<String, Object> BY_LOOKING =
      Map.of(
          "input.format", "auto",
          "input.image-column", "auto",
          "input.label-column", "auto",
          "input.id-column", "auto",
          "input.labels", "auto",
          "input.transpose", false,
          "input.label-offset", 0,
          "input.split", Split.TEST.value(),
          // An image that can't be taken is one that isn't read rightly.
          "data.max-bad-fraction", 1.0);

  private OtherImages() {}

  /**
   * A row for each set, named after the last part of its path.
   *
   * @param sets paths of images with their classes
   * @param scorer of the model
   * @param output that is being made, beside which images are ingested for a while
   */
  static List<RobustnessRow> rows(
      JobContext context,
      List<String> sets,
      StoredVersion version,
      DigitModel model,
      Scorer scorer,
      Path output)
      throws Exception {
    JobContext looking = context.with(BY_LOOKING);
    Set<String> taken = new TreeSet<>(List.of(Robustness.PRINTED));
    for (Corruption corruption : Corruption.values()) {
      taken.add(corruption.label());
    }
    List<RobustnessRow> rows = new ArrayList<>();
    for (String set : sets) {
      String last = context.path(set).getName();
      String name = taken.add(last) ? last : set;
      DataLocation location = new DataLocation(Optional.of(set), List.of());
      try (InputData input = InputData.beside(output, location, looking)) {
        rows.add(row(name, input.recordsFor(version), version, model, scorer));
      }
    }
    return rows;
  }

  private static RobustnessRow row(
      String name, NamedRecords data, StoredVersion version, DigitModel model, Scorer scorer) {
    ModelCompatibility.require(model, version, data);
    ModelEvaluation.requireImages(Split.TEST, data);
    long rejected = data.fingerprint().quarantined();
    if (rejected > 0) {
      LOG.warn("{}: {} images can't be taken, and count as mistakes", name, rejected);
    }
    Evaluation evaluation =
        Evaluator.evaluate(scorer.predictions(data.of(Split.TEST)), model.classes());
    return RobustnessRow.of(
        name,
        evaluation.confusionMatrix().correct(),
        evaluation.examples() + rejected,
        Exposure.NEVER);
  }
}
