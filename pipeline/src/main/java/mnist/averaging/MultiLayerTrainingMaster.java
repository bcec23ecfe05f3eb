package mnist.averaging;

import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * What dl4j-spark asks of a training master and {@link AveragingTrainingMaster} does without:
 * graphs, statistics, temporary files, workers of its kind.
 */
abstract class MultiLayerTrainingMaster
    implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {

  /** Nothing: rounds tell their {@link RoundListener} what they took. */
  @Override
  public void setCollectTrainingStats(boolean collectTrainingStats) {
    if (collectTrainingStats) {
      throw new UnsupportedOperationException(
          "dl4j-spark's statistics aren't collected here; give the builder a roundListener");
    }
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return false;
  }

  /** None. */
  @Override
  public SparkTrainingStats getTrainingStats() {
    return null;
  }

  /** There are none. */
  @Override
  public boolean deleteTempFiles(JavaSparkContext sc) {
    return true;
  }

  /** There are none. */
  @Override
  public boolean deleteTempFiles(SparkContext sc) {
    return true;
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw new UnsupportedOperationException("workers here are no TrainingWorkers, but Spark tasks");
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
    throw graphsAreNotSupported();
  }

  @Override
  public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> trainingData) {
    throw graphsAreNotSupported();
  }

  @Override
  public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> trainingData) {
    throw graphsAreNotSupported();
  }

  static UnsupportedOperationException graphsAreNotSupported() {
    return new UnsupportedOperationException(
        "ComputationGraph isn't supported: use MultiLayerNetwork, or dl4j-spark's own"
            + " ParameterAveragingTrainingMaster");
  }
}
