package mnist.train;

import java.util.List;
import mnist.averaging.AveragingTrainingMaster;
import mnist.averaging.MinibatchSource;
import mnist.averaging.RoundListener;
import mnist.averaging.RoundMetrics;
import mnist.onednn.GradientBackend;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;

/** Fits by deterministic averaging, which can be resumed after any round. */
final class ReplayableFitter implements EpochFitter {

  private final MinibatchSource source;
  private final AveragingTrainingMaster master;
  private final SparkDl4jMultiLayer network;
  private final List<RoundMetrics> rounds;

  /**
   * @param rounds those run so far; each further one is added
   * @param nextRound the round to go on with in the first epoch to be fitted, from 0
   */
  ReplayableFitter(
      JavaSparkContext spark,
      TrainingSettings settings,
      MinibatchSource source,
      MultiLayerNetwork initial,
      GradientBackend layers,
      List<RoundMetrics> rounds,
      int nextRound,
      RoundListener listener) {
    this.source = source;
    this.rounds = rounds;
    this.master =
        new AveragingTrainingMaster.Builder(settings.averaging().workers())
            .averagingFrequency(settings.averaging().frequency())
            .earlyAveraging(
                settings.averaging().earlyEpochs(settings.epochs()),
                settings.averaging().earlyFrequency())
            .rngSeed(settings.seed())
            .layers(layers)
            .roundListener(
                (metrics, next, last) -> {
                  rounds.add(metrics);
                  listener.roundEnded(metrics, next, last);
                })
            .build();
    this.network = new SparkDl4jMultiLayer(spark, initial, master);
    master.resumeAt(nextRound);
  }

  @Override
  public MultiLayerNetwork network() {
    return network.getNetwork();
  }

  @Override
  public Fitted fit(int epoch) {
    master.fit(network, source);
    List<RoundMetrics> ofEpoch = rounds.stream().filter(round -> round.epoch() == epoch).toList();
    long examples = ofEpoch.stream().mapToLong(RoundMetrics::examples).sum();
    double loss = ofEpoch.stream().mapToDouble(round -> round.loss() * round.examples()).sum();
    return new Fitted(examples, loss / examples);
  }
}
