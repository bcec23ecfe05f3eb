package mnist.jobs.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.deliveries.StagedDelivery;
import mnist.examination.Accepted;
import mnist.examination.Examination;
import mnist.examination.ExaminationSettings;
import mnist.examination.Finding;
import mnist.examination.Findings;
import mnist.examination.Known;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.report.ExaminationReport;
import mnist.retrain.Outcome;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Examines what was delivered before a store takes it, and reports what was found.
 *
 * @param champion that reads it; empty for a store that has none
 * @param accepted findings that don't refuse it
 * @param report name of the report; a delivery that is examined again, since another process took
 *     one meanwhile, has one report
 */
public record DeliveryExamination(
    JobContext context,
    ModelStore models,
    Optional<StoredVersion> champion,
    Accepted accepted,
    String report) {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryExamination.class);

  public DeliveryExamination(
      JobContext context, ModelStore models, Optional<StoredVersion> champion, Accepted accepted) {
    this(context, models, champion, accepted, ExaminationReport.newName());
  }

  /**
   * Examines.
   *
   * @return names of the findings and of the accepted ones among those that would have refused, and
   *     the report; empty if there are none
   * @throws mnist.InvalidInputException if a finding refuses the delivery; the report is all that
   *     is left of it
   */
  public Map<String, Object> of(StagedDelivery delivery) {
    ExaminationSettings settings = StageSettings.examination(context.settings());
    String name = delivery.arrival().source();
    long began = System.nanoTime();
    Dataset<Row> records = delivery.arrival().images().records();
    Findings findings =
        Examination.of(
            JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
            records,
            champion
                .map(version -> Known.of(version, delivery.knownImages()))
                .orElseGet(() -> new Known(List.of(), delivery.knownImages(), Optional.empty())),
            StageSettings.score(context.settings()),
            settings);
    context.ended("examine " + name, began);
    findings
        .notExamined()
        .forEach((check, reason) -> LOG.info("not examined: {}: {}", check, reason));
    if (findings.findings().isEmpty()) {
      return Map.of();
    }
    for (Finding finding : findings.findings()) {
      LOG.warn("{}: {}", finding.check().label(), finding.sentence());
    }
    Path page =
        ExaminationReport.write(
            new ExaminationReport.Examined(
                name, delivery.arrival().files(), findings, accepted, settings),
            report,
            records,
            new Path(models.path(), ModelStore.EXAMINATIONS),
            context.hadoop());
    List<Finding> refusing = findings.refusing(settings, accepted);
    if (!refusing.isEmpty()) {
      throw Findings.refusal(refusing, name, page.toString())
          .with(
              Map.of(
                  "outcome", Outcome.REFUSED.label(),
                  "refusing", names(refusing),
                  "findings", names(findings.findings()),
                  "examination", page.toString()));
    }
    Map<String, Object> told = new HashMap<>();
    told.put("findings", names(findings.findings()));
    told.put("examination", page.toString());
    List<Finding> taken = findings.accepted(settings, accepted);
    if (!taken.isEmpty()) {
      told.put("accepted", names(taken));
      told.put("accepted_reason", accepted.reason());
    }
    return told;
  }

  private static List<String> names(List<Finding> findings) {
    return findings.stream().map(finding -> finding.check().label()).toList();
  }
}
