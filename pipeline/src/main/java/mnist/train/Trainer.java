package mnist.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.model.DigitModel;
import mnist.model.ImageFormat;
import mnist.model.NativeRuntime;
import mnist.score.Scorer;
import mnist.transform.Normalisation;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Trains a network by dl4j-spark's parameter averaging. */
public final class Trainer {

  /**
   * Spark's name for the examples that workers have fitted in an epoch, as its listeners hear it.
   */
  public static final String FITTED_EXAMPLES = "training examples";

  /** Images a minibatch in validation. */
  private static final int VALIDATION_BATCH = 256;

  private final JavaSparkContext spark;
  private final TrainingSettings settings;
  private final ImageFormat format;
  private final Normalisation normalisation;
  private final TrainingListener listener;

  public Trainer(
      JavaSparkContext spark,
      TrainingSettings settings,
      ImageFormat format,
      Normalisation normalisation,
      TrainingListener listener) {
    this.spark = spark;
    this.settings = settings;
    this.format = format;
    this.normalisation = normalisation;
    this.listener = listener;
  }

  /**
   * Trains until the last epoch or until patience runs out.
   *
   * @param training records with a label each
   * @param validation records with a label each, none of them in {@code training}
   * @throws InvalidInputException if either is empty, a label is null or outside the classes, the
   *     images are too small for the network, or training has fewer examples than a round
   */
  public TrainingResult fit(Dataset<Row> training, Dataset<Row> validation) {
    NativeRuntime.oneThreadPerTask();
    if (validation.isEmpty()) {
      throw new InvalidInputException(
          "Cannot train without validation images; raise data.validation-fraction or add images");
    }
    TrainingExamples examples = TrainingExamples.broadcast(spark, training, format);
    Dataset<Row> validated = validation.persist();
    try {
      return fit(examples, validated);
    } finally {
      spark.setJobDescription(null);
      validated.unpersist();
      examples.destroy();
    }
  }

  private TrainingResult fit(TrainingExamples examples, Dataset<Row> validation) {
    EpochPlan plan = EpochPlan.of(examples.size(), settings);
    MinibatchLoader loader =
        new MinibatchLoader(examples, plan, settings.augmentation(), normalisation, format);
    WorkerHook hook =
        new WorkerHook(
            settings.seed(),
            spark.sc().longAccumulator("training loss"),
            spark.sc().longAccumulator(FITTED_EXAMPLES));
    SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(spark, initialNetwork(), master(hook));

    EarlyStopping stopping = new EarlyStopping(settings.patience());
    long began = System.nanoTime();
    List<EpochMetrics> epochs = new ArrayList<>();
    DigitModel best = null;
    while (epochs.size() < settings.epochs() && !stopping.stopsAfter(epochs)) {
      int epoch = epochs.size() + 1;
      spark.setJobDescription("epoch " + epoch + " of " + settings.epochs() + ": fit");
      long fitBegan = System.nanoTime();
      network.fitPaths(paths(plan, epoch), loader);
      double fitSeconds = seconds(fitBegan);

      spark.setJobDescription("epoch " + epoch + " of " + settings.epochs() + ": validate");
      // A copy: the next epoch goes on with the network.
      DigitModel model = model(network.getNetwork().clone());
      Evaluation evaluation = validate(model, validation);
      WorkerHook.Fitted fitted = hook.takeFitted();
      EpochMetrics metrics =
          new EpochMetrics(
              epoch,
              fitted.meanLoss(),
              evaluation.loss(),
              evaluation.accuracy(),
              fitted.examples(),
              fitted.examples() / fitSeconds,
              seconds(began));
      epochs.add(metrics);
      if (EarlyStopping.best(epochs) == metrics) {
        best = model;
      }
      listener.epochEnded(metrics);
    }
    return new TrainingResult(
        best, EarlyStopping.best(epochs), List.copyOf(epochs), epochs.size() < settings.epochs());
  }

  private Evaluation validate(DigitModel model, Dataset<Row> validation) {
    try (Scorer scorer = new Scorer(spark, model, VALIDATION_BATCH)) {
      return Evaluator.evaluate(scorer.predictions(validation), format.classes());
    }
  }

  private MultiLayerNetwork initialNetwork() {
    Adam adam =
        Adam.builder()
            .learningRateSchedule(
                new ExponentialSchedule(
                    ScheduleType.EPOCH, settings.learningRate(), settings.learningRateDecay()))
            // A memory of 100 steps: the usual 0.999 remembers longer than an epoch of a worker.
            .beta2(0.99)
            .build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            settings
                .architecture()
                .configuration(
                    format.height(), format.width(), format.classes(), adam, settings.seed()));
    network.init();
    return network;
  }

  private ParameterAveragingTrainingMaster master(WorkerHook hook) {
    return new ParameterAveragingTrainingMaster.Builder(settings.workers(), settings.batchSize())
        .batchSizePerWorker(settings.batchSize())
        .averagingFrequency(settings.averagingFrequency())
        // Off by default, whatever its documentation says; Adam without its state diverges.
        .saveUpdater(true)
        // The paths come with as many partitions as there are workers, all of one size.
        .repartionData(Repartition.Never)
        .storageLevelStreams(null)
        .rngSeed(settings.seed())
        .trainingHooks(hook)
        .build();
  }

  private JavaRDD<String> paths(EpochPlan plan, int epoch) {
    List<String> paths =
        IntStream.range(0, plan.minibatches())
            .mapToObj(minibatch -> MinibatchLoader.path(epoch, minibatch))
            .toList();
    return spark.parallelize(paths, settings.workers());
  }

  private DigitModel model(MultiLayerNetwork network) {
    return new DigitModel(
        settings.architecture().label(),
        format.height(),
        format.width(),
        format.classes(),
        normalisation,
        network);
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }
}
