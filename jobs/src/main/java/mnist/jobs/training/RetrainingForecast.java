package mnist.jobs.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.deliveries.Arrival;
import mnist.deliveries.CompositionSettings;
import mnist.deliveries.Deliveries;
import mnist.deliveries.SplitRule;
import mnist.deliveries.StagedDelivery;
import mnist.gate.Gate;
import mnist.html.Numbers;
import mnist.input.Split;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.retrain.RetrainSettings;
import mnist.store.Decision;
import mnist.store.ModelStore;

/**
 * What a retraining would take, train on and judge by, told without doing any of it. The
 * examination is a real one.
 *
 * @param rule by which the store's images are divided
 */
public record RetrainingForecast(
    JobContext context,
    ModelStore models,
    Deliveries deliveries,
    SplitRule rule,
    RetrainSettings settings,
    CompositionSettings composition) {

  /** In two models of MNIST that are about as good, one alone is right about so often. */
  private static final double DISCORDANT = 0.01;

  /**
   * @param arrival what has come in; empty for nothing
   * @param examine as of {@link DeliveryIntake#take}
   * @throws mnist.InvalidInputException if the examination refuses what has come in
   */
  public JobOutcome of(
      Optional<Arrival> arrival, Function<StagedDelivery, Map<String, Object>> examine) {
    Optional<StagedDelivery> next =
        arrival.flatMap(
            images ->
                deliveries.stage(
                    context.spark(), images, rule, models.champion().map(models::version)));
    try {
      return of(next, next.map(examine).orElse(Map.of()));
    } finally {
      next.ifPresent(StagedDelivery::close);
    }
  }

  private JobOutcome of(Optional<StagedDelivery> next, Map<String, Object> examined) {
    Map<String, Object> figures = new HashMap<>(examined);
    figures.put("store", models.path());
    figures.put("dry_run", true);
    models.champion().ifPresent(champion -> figures.put("champion", champion));
    List<String> lines = new ArrayList<>();
    next.ifPresent(
        delivery -> {
          long images = delivery.count();
          figures.put("new_images", images);
          figures.put("known_images", delivery.known());
          figures.put("repeated_images", delivery.repeated());
          figures.put("quarantined", delivery.quarantined());
          lines.add(
              "would take %s: %s, %d that the store has, %d repeated, %d in quarantine"
                  .formatted(
                      delivery.arrival().source(),
                      Numbers.count(images, "new image"),
                      delivery.known(),
                      delivery.repeated(),
                      delivery.quarantined()));
        });
    if (next.filter(StagedDelivery::matters).isEmpty() && isJudged()) {
      figures.put("outcome", "nothing_to_do");
      lines.add("nothing_to_do: there are no new images");
      return new JobOutcome(figures, lines);
    }
    Map<Split, Long> images = deliveries.foreseen(composition, next);
    long training = images.getOrDefault(Split.TRAIN, 0L);
    long judging =
        Math.round(images.getOrDefault(Split.VALIDATION, 0L) * settings.comparisonFraction());
    figures.put("outcome", "would_retrain");
    figures.put("training_images", training);
    figures.put("judged_images", judging);
    lines.add(
        "would train on %s and judge by %d, about, less those that the champion has seen"
            .formatted(Numbers.count(training, "image"), judging));
    if (judging > 0) {
      double loss = new Gate(settings.gate()).detectableLoss(judging, DISCORDANT);
      figures.put("detectable_loss", loss);
      lines.add(
          String.format(
              Locale.ROOT,
              "so many show a loss of %.2f points with a power of %.0f %%, if the models differ on %.0f %% of them; retrain.margin is %.2f points",
              100 * loss,
              100 * settings.gate().power(),
              100 * DISCORDANT,
              100 * settings.gate().margin()));
    }
    if (models.champion().isPresent() && deliveries.all().isEmpty()) {
      lines.add(
          "before that, the store would take what the champion learned from, which isn't counted here");
    }
    return new JobOutcome(figures, lines);
  }

  /** Whether a challenger of what the next one would learn from has been judged. */
  private boolean isJudged() {
    Set<String> decided =
        models.decisions().stream().map(Decision::subject).collect(Collectors.toSet());
    return !deliveries.give(composition)
        || deliveries.areLearned()
        || deliveries
            .composed(composition, context.settings().longInteger("data.file-bytes"))
            .filter(
                data ->
                    models.versions().stream()
                        .filter(version -> decided.contains(version.name()))
                        .anyMatch(
                            version ->
                                data.equals(version.manifest().training().data().fingerprint())))
            .isPresent();
  }
}
