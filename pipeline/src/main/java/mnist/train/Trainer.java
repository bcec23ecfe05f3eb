package mnist.train;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.averaging.AveragingState;
import mnist.averaging.MinibatchSource;
import mnist.averaging.RoundMetrics;
import mnist.blocks.Blocks;
import mnist.calibration.Calibration;
import mnist.calibration.Calibrator;
import mnist.drift.ReferenceProfile;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.input.Broadcasts;
import mnist.input.RecordSchema;
import mnist.model.DigitModel;
import mnist.model.FlatArrays;
import mnist.model.ImageFormat;
import mnist.model.NativeRuntime;
import mnist.profile.Profile;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.transform.Normalisation;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a network by parameter averaging. */
public final class Trainer {

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /** Images per minibatch in validation: few fit a core's cache. */
  private static final int VALIDATION_BATCH = 16;

  /** Images per validation task, roughly: enough to be worth the overhead. */
  private static final int VALIDATION_TASK = 1024;

  private final JavaSparkContext spark;
  private final TrainingSettings settings;
  private final Computation computation;
  private final ImageFormat format;
  private final Normalisation normalisation;
  private final TrainedNetworks networks;
  private final Optional<Checkpoints> checkpoints;
  private final TrainingListener listener;

  /**
   * @param normalisation of pixels; that of {@code start} if there is one
   * @param start a model whose parameters training begins with; empty for random ones
   * @param checkpoints to resume from, if there are any, and to write; {@link Averaging#DL4J}
   *     ignores them
   */
  public Trainer(
      JavaSparkContext spark,
      TrainingSettings settings,
      Computation computation,
      ImageFormat format,
      Normalisation normalisation,
      Optional<DigitModel> start,
      Optional<Checkpoints> checkpoints,
      TrainingListener listener) {
    this.spark = spark;
    this.settings = settings;
    this.computation = computation;
    this.format = format;
    this.normalisation = start.map(DigitModel::normalisation).orElse(normalisation);
    this.networks = new TrainedNetworks(settings, format, this.normalisation, start);
    this.checkpoints = checkpoints.filter(all -> settings.averaging().by().keepsCheckpoints());
    this.listener = listener;
  }

  /**
   * Trains to the last epoch, or until patience runs out.
   *
   * @param training directory of Parquet files of labelled records, such as {@link
   *     mnist.records.IngestedData#directory}; executors read what they need of it
   * @param validation labelled records, none of them among the training records
   * @throws InvalidInputException if either is empty, a label is null or outside the classes, the
   *     images are too small for the network, training has fewer examples than dl4j-spark's
   *     averaging needs, or the checkpoint is another run's
   */
  public TrainingResult fit(Path training, Dataset<Row> validation) {
    NativeRuntime.oneThreadPerTask();
    Optional<Checkpoint> checkpoint = checkpoints.flatMap(Checkpoints::newest);
    long held = validation.count();
    if (held == 0) {
      throw new InvalidInputException(
          "Cannot train without validation images", "raise data.validation-fraction or add images");
    }
    Dataset<Row> validated = arranged(validation, held).persist();
    try (Blocks examples = blocks(validation.sparkSession(), training)) {
      return new Run(examples, checkpoint).finish(validated);
    } finally {
      spark.setJobDescription(null);
      Broadcasts.unlessStopping(spark.sc(), validated::unpersist);
    }
  }

  private Blocks blocks(SparkSession session, Path training) {
    spark.setJobDescription("index the training images");
    Blocks blocks =
        Blocks.in(
            session,
            training,
            format.height(),
            format.width(),
            format.classes(),
            settings.shuffle().cacheBytes(),
            settings.shuffle().diskCacheBytes());
    if (blocks.index().images() == 0) {
      blocks.close();
      throw new InvalidInputException(
          "Cannot train: expected training images in " + training + ", but found none",
          "ingest images of the split train");
    }
    return blocks;
  }

  /**
   * Arranges the records so that minibatches are the same however they are partitioned: the last
   * bits of a network's output for an image depend on the minibatch that the image is in.
   */
  private static Dataset<Row> arranged(Dataset<Row> validation, long count) {
    int partitions = Math.toIntExact(count / VALIDATION_TASK + 1);
    return validation
        .repartition(partitions, col(RecordSchema.ID))
        .sortWithinPartitions(RecordSchema.ID);
  }

  /** One run, from its start or from its checkpoint. */
  private final class Run {

    private final EpochFitter fitter;
    private final ScoreSettings validation;
    private final List<EpochMetrics> epochs = new ArrayList<>();
    private final List<RoundMetrics> rounds = new ArrayList<>();
    private final long began;
    private final MovingAverage average;
    private float[] kept = {};

    Run(Blocks examples, Optional<Checkpoint> checkpoint) {
      MinibatchPlan plan = MinibatchPlan.of(examples.index().images(), settings);
      MultiLayerNetwork network = networks.initial(plan);
      average =
          new MovingAverage(
              settings.optimiser().movingAverage(),
              checkpoint.map(Checkpoint::average).orElse(new float[] {}));
      validation = new ScoreSettings(VALIDATION_BATCH, computation.inference().label());
      if (checkpoint.isPresent()) {
        Checkpoint last = checkpoint.get();
        last.state().applyTo(network);
        epochs.addAll(last.epochs());
        rounds.addAll(last.rounds());
        kept = last.kept();
        LOG.info(
            "resuming in epoch {} after round {} of the run",
            last.state().epoch() + 1,
            rounds.size());
        listener.resumed(
            last.epochs(),
            rounds.stream()
                .filter(round -> round.epoch() > epochs.size())
                .mapToLong(RoundMetrics::examples)
                .sum(),
            last.elapsedSeconds());
      }
      double elapsed = checkpoint.map(Checkpoint::elapsedSeconds).orElse(0.0);
      began = System.nanoTime() - (long) (elapsed * 1e9);
      int round = checkpoint.map(last -> last.state().round()).orElse(0);
      fitter = fitter(examples, plan, network, round);
    }

    private EpochFitter fitter(
        Blocks examples, MinibatchPlan plan, MultiLayerNetwork network, int round) {
      MinibatchSource source =
          new BlockMinibatches(
              examples,
              plan,
              settings.shuffle().groupSize(examples.index()),
              settings.seed(),
              settings.augmentation(),
              normalisation,
              format.classes(),
              settings.labelSmoothing(),
              settings.nonDigits());
      return switch (settings.averaging().by()) {
        case DL4J -> new Dl4jFitter(spark, settings, source, network);
        case DETERMINISTIC ->
            new ReplayableFitter(
                spark,
                settings,
                source,
                network,
                computation.layers(),
                rounds,
                round,
                this::roundEnded);
      };
    }

    TrainingResult finish(Dataset<Row> validated) {
      while (epochs.size() < settings.epochs() && !settings.stopping().stopsAfter(epochs)) {
        epoch(epochs.size() + 1, validated);
      }
      DigitModel model = networks.model(kept);
      Told told = calibrate(model, validated);
      return new TrainingResult(
          model,
          told.calibration(),
          told.answers(),
          settings.stopping().kept().of(epochs),
          List.copyOf(epochs),
          List.copyOf(rounds),
          epochs.size() < settings.epochs());
    }

    private void epoch(int epoch, Dataset<Row> validated) {
      describe(epoch, "fit");
      long fitBegan = System.nanoTime();
      EpochFitter.Fitted fitted = fitter.fit(epoch);
      long fitEnded = System.nanoTime();
      describe(epoch, "validate");
      float[] parameters =
          average.isOn() ? average.values() : FlatArrays.copyOf(fitter.network().params());
      Evaluation evaluation = validate(networks.model(parameters), validated);
      EpochMetrics metrics =
          new EpochMetrics(
              epoch,
              fitted.meanLoss(),
              evaluation.loss(),
              evaluation.accuracy(),
              fitted.examples(),
              fitted.examples() / ((fitEnded - fitBegan) / 1e9),
              secondsSince(fitEnded),
              secondsSince(began));
      epochs.add(metrics);
      if (settings.stopping().kept().of(epochs) == metrics) {
        kept = parameters;
      }
      checkpoint(AveragingState.of(fitter.network(), 0));
      listener.epochEnded(metrics);
    }

    private Evaluation validate(DigitModel model, Dataset<Row> validated) {
      try (Scorer scorer = new Scorer(spark, model, validation)) {
        return Evaluator.evaluate(scorer.predictions(validated), format.classes());
      }
    }

    /** What validation images tell of a model. */
    private record Told(Calibration calibration, Profile answers) {}

    private Told calibrate(DigitModel model, Dataset<Row> validated) {
      spark.setJobDescription("calibrate");
      try (Scorer scorer = new Scorer(spark, model, validation)) {
        Dataset<Row> predictions = scorer.predictions(validated).persist();
        try {
          Calibration calibration = Calibrator.fit(predictions);
          return new Told(
              calibration, ReferenceProfile.ofAnswers(predictions, calibration, format.classes()));
        } finally {
          Broadcasts.unlessStopping(spark.sc(), predictions::unpersist);
        }
      }
    }

    private void roundEnded(RoundMetrics metrics, AveragingState next, boolean last) {
      average.add(next.parameters(), rounds.size());
      // An epoch ends with a checkpoint of its own, after validation.
      if (!last && rounds.size() % settings.checkpointRounds() == 0) {
        checkpoint(next);
      }
      listener.roundEnded(metrics);
    }

    private void checkpoint(AveragingState state) {
      checkpoints.ifPresent(
          all ->
              all.write(
                  new Checkpoint(
                      state,
                      List.copyOf(epochs),
                      List.copyOf(rounds),
                      average.values(),
                      kept,
                      secondsSince(began))));
    }

    private void describe(int epoch, String what) {
      spark.setJobDescription("epoch " + epoch + " of " + settings.epochs() + ": " + what);
    }
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
