package mnist.jobs.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mnist.Bounds;
import mnist.config.Settings;
import mnist.deliveries.Arrival;
import mnist.deliveries.Deliveries;
import mnist.deliveries.Delivery;
import mnist.deliveries.SplitRule;
import mnist.deliveries.StagedDelivery;
import mnist.html.Numbers;
import mnist.jobs.runner.JobContext;
import mnist.records.IngestedData;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what has come in as a delivery of a store. */
public final class DeliveryIntake {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryIntake.class);

  private static final String FRACTION = "data.validation-fraction";
  private static final String BY = "data.hold-out-by";
  private static final String COMPARISON = "retrain.comparison-fraction";

  private final JobContext context;
  private final Deliveries deliveries;
  private final Optional<StoredVersion> champion;
  private final SplitRule rule;

  private DeliveryIntake(
      JobContext context, Deliveries deliveries, Optional<StoredVersion> champion, SplitRule rule) {
    this.context = context;
    this.deliveries = deliveries;
    this.champion = champion;
    this.rule = rule;
  }

  /**
   * @throws mnist.InvalidInputException if a setting says other splits than the store has
   */
  public static DeliveryIntake of(
      JobContext context, Deliveries deliveries, Optional<StoredVersion> champion) {
    Settings settings = context.settings();
    SplitRule rule =
        deliveries
            .rule()
            .or(() -> champion.flatMap(version -> ofTraining(version, settings)))
            .orElseGet(
                () ->
                    new SplitRule(
                        settings.longInteger("seed"),
                        settings.number(FRACTION),
                        settings.text(BY),
                        settings.number(COMPARISON)));
    requireSame(settings, FRACTION, rule.validationFraction());
    requireSame(settings, COMPARISON, rule.comparisonFraction());
    requireSame(settings, BY, rule.holdOutBy());
    return new DeliveryIntake(context, deliveries, champion, rule);
  }

  /** Empty where all that was held out had been given for it. */
  private static Optional<SplitRule> ofTraining(StoredVersion champion, Settings settings) {
    TrainingData data = champion.manifest().training().data();
    if (data.seed() == null
        || data.validationFraction() == null
        || data.validationFraction() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new SplitRule(
            data.seed(),
            data.validationFraction(),
            data.holdOutBy() == null ? "image" : data.holdOutBy(),
            settings.number(COMPARISON)));
  }

  private static void requireSame(Settings settings, String key, Object fixed) {
    boolean isSame =
        fixed instanceof Double number
            ? settings.number(key) == number
            : settings.text(key).equals(fixed);
    Bounds.require(
        isSame || !settings.isGiven(key),
        key,
        fixed + ", by which the store's images were divided for ever",
        settings.text(key));
  }

  /** Ends what a process began that was killed: taking a delivery, or forgetting one. */
  public void goOn() {
    deliveries.clearForgotten();
    deliveries.recordTaken();
  }

  /** By which the store's images are divided. */
  public SplitRule rule() {
    return rule;
  }

  /**
   * Takes them. A store without deliveries takes those first that its champion has learned from,
   * but only where the examination refuses nothing.
   *
   * @param examine refuses what may do harm, before anything is written, and gives {@link
   *     Delivery#examination}; it may see the images again if another process publishes a delivery
   *     meanwhile
   * @return empty if another process has taken them meanwhile
   */
  public Optional<Delivery> take(
      Arrival arrival, Function<StagedDelivery, Map<String, Object>> examine) throws Exception {
    if (deliveries.all().isEmpty() && champion.isPresent()) {
      deliveries
          .stage(context.spark(), arrival, rule, champion)
          .ifPresent(
              staged -> {
                try (staged) {
                  examine.apply(staged);
                }
              });
      context.step("take what " + champion.get().name() + " learned from", this::adopt);
    }
    return context.step("take " + arrival.source(), () -> taken(arrival, examine));
  }

  private Optional<Delivery> taken(
      Arrival arrival, Function<StagedDelivery, Map<String, Object>> examine) {
    while (true) {
      Optional<StagedDelivery> next = deliveries.stage(context.spark(), arrival, rule, champion);
      if (next.isEmpty()) {
        LOG.info("another process has taken {} meanwhile", arrival.source());
        return Optional.empty();
      }
      try (StagedDelivery staged = next.get()) {
        Optional<Delivery> published = staged.publish(examine.apply(staged));
        if (published.isPresent()) {
          Delivery delivery = published.get();
          if (delivery.quarantined() > 0) {
            LOG.warn(
                "{} can't be used; see {}",
                Numbers.count(delivery.quarantined(), "record") + " of " + delivery.source(),
                deliveries.quarantine(delivery));
          }
          return published;
        }
      }
    }
  }

  private Optional<Delivery> adopt() {
    Optional<Path> kept = deliveries.dataOf(champion.get());
    if (kept.isEmpty()) {
      LOG.warn(
          "the data that {} learned from are neither in the store nor at {}: the store remembers"
              + " none of them",
          champion.get().name(),
          champion.get().manifest().training().data().path());
      return Optional.empty();
    }
    String name = "what " + champion.get().name() + " learned from";
    Arrival learned = new Arrival(IngestedData.open(context.spark(), kept.get()), name, List.of());
    try (StagedDelivery staged = deliveries.stageAdopted(context.spark(), learned, rule)) {
      // Another process may have done so meanwhile.
      return staged.publish(Map.of());
    }
  }

  /** For the job's result. */
  public static Map<String, Object> figures(Delivery delivery) {
    Map<String, Object> figures = new HashMap<>(delivery.told());
    figures.put("delivery", delivery.name());
    figures.put("new_images", delivery.count());
    figures.put("known_images", delivery.known());
    figures.put("repeated_images", delivery.repeated());
    figures.put("quarantined", delivery.quarantined());
    return figures;
  }
}
