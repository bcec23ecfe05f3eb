package mnist.jobs.training;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.deliveries.Deliveries;
import mnist.deliveries.Delivery;
import mnist.deliveries.StaleChampion;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.model.ImageFormat;
import mnist.report.DigitGrid.Digit;
import mnist.report.StorePages;
import mnist.retrain.NewData;
import mnist.retrain.Outcome;
import mnist.retrain.RetrainSettings;
import mnist.retrain.Retrainer;
import mnist.retrain.Verdict;
import mnist.store.Decision;
import mnist.store.ModelStore;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a challenger and lets it compete with the store's champion. */
public final class ModelRetraining {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRetraining.class);

  private final JobContext context;
  private final ModelStore models;
  private final RetrainSettings settings;
  private final Retrainer retrainer;

  public ModelRetraining(JobContext context, ModelStore models, RetrainSettings settings) {
    this.context = context;
    this.models = models;
    this.settings = settings;
    this.retrainer =
        new Retrainer(
            JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
            models,
            StageSettings.score(context.settings()),
            settings);
  }

  /** The store. */
  public ModelStore models() {
    return models;
  }

  /** Trains, compares and decides. */
  public JobOutcome run(NamedRecords records) {
    Verdict verdict = verdict(records);
    Map<String, Object> figures = figures(verdict.outcome(), verdict.reason(), models);
    figures.put("version", verdict.version());
    figures.put("model", models.path(verdict.version()));
    figures.put("champion", verdict.champion());
    figures.put("compared_images", verdict.images());
    StorePages pages = new StorePages(models, context.hadoop());
    models.decisions().stream()
        .filter(decision -> verdict.version().equals(decision.subject()))
        .filter(decision -> pages.page(decision).isPresent())
        .findFirst()
        .ifPresent(
            decision -> {
              if (verdict.outcome() != Outcome.NOTHING_TO_DO) {
                show(verdict, decision, pages);
              }
              figures.put("page", pages.page(decision).get());
            });
    // One that lost its champion before it was judged is judged by the same command.
    Optional<String> judged =
        Optional.of(verdict.version()).filter(version -> verdict.outcome() != Outcome.SUPERSEDED);
    Optional<StaleChampion> stale = Deliveries.of(models, context.hadoop()).staleChampion(judged);
    return told(figures, verdict.outcome(), verdict.reason(), models, stale);
  }

  private Verdict verdict(NamedRecords records) {
    try {
      return retrainer.run(
          NewData.of(records.ingested()),
          () -> ModelTraining.challenger(context, records, models, settings));
    } catch (RuntimeException e) {
      // Whoever forgets a delivery deletes what was put together of it.
      Deliveries.requireRemembered(records.fingerprint().deliveries(), models.decisions(), e);
      throw e;
    }
  }

  private void show(Verdict verdict, Decision decision, StorePages pages) {
    pages.writeJudged(
        decision,
        String.valueOf(decision.figures().get("against")),
        verdict.differing().answers(),
        () -> pictures(verdict));
    // Whoever forgot a delivery meanwhile may have deleted the page before this one was there.
    Set<String> forgotten = Deliveries.of(models, context.hadoop()).forgotten();
    if (verdict.differing().answers().stream()
        .anyMatch(image -> forgotten.contains(Delivery.nameOf(image.id())))) {
      pages.writeWithoutPictures(decision);
    }
  }

  private Map<Long, BufferedImage> pictures(Verdict verdict) {
    ImageFormat taken = models.version(verdict.version()).manifest().network().images();
    Map<Long, BufferedImage> pictures = new HashMap<>();
    verdict
        .differing()
        .pixels()
        .forEach(
            (id, pixels) ->
                pictures.put(id, Digit.of(pixels, taken.height(), taken.width(), "").image()));
    return pictures;
  }

  /**
   * As a night without new data comes to.
   *
   * @param data what the user calls them
   */
  public static JobOutcome nothingIn(String data, ModelStore models, Deliveries deliveries) {
    String reason = "there are no new images in " + data;
    Map<String, Object> figures = figures(Outcome.NOTHING_TO_DO, reason, models);
    models.champion().ifPresent(champion -> figures.put("champion", champion));
    return told(figures, Outcome.NOTHING_TO_DO, reason, models, deliveries.staleChampion());
  }

  private static JobOutcome told(
      Map<String, Object> figures,
      Outcome outcome,
      String reason,
      ModelStore models,
      Optional<StaleChampion> stale) {
    List<String> lines = new ArrayList<>(List.of(outcome.label() + ": " + reason));
    stale.ifPresent(
        champion -> {
          LOG.warn(champion.sentence());
          figures.putAll(champion.figures());
          lines.add(champion.sentence());
        });
    models
        .champion()
        .ifPresent(champion -> lines.add("champion: " + Shell.path(models.path(champion))));
    return new JobOutcome(figures, lines);
  }

  private static Map<String, Object> figures(Outcome outcome, String reason, ModelStore models) {
    LOG.info("retrain: {}: {}", outcome.label(), reason);
    Map<String, Object> figures = new HashMap<>();
    figures.put("store", models.path());
    figures.put("outcome", outcome.label());
    figures.put("reason", reason);
    models.latestDecision().ifPresent(latest -> figures.put("decision_hash", models.hash(latest)));
    return figures;
  }
}
