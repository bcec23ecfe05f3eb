package mnist.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mnist.model.NativeRuntime;
import mnist.onednn.GradientBackend;
import mnist.testing.RoundTrip;
import mnist.testing.SparkExtension;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.Adam;

@ExtendWith(SparkExtension.class)
class AveragingTreeTest {

  private static final int WORKERS = 11;

  /** Of these workers' shards one is empty. */
  private static final int IDLE = 4;

  private JavaSparkContext spark;
  private MultiLayerNetwork network;

  @BeforeEach
  void open(SparkSession session) {
    spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    network = Networks.network(new Adam(0.01), 0.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 10})
  void isTheSameMeanAsInOnePlace(int fanIn) {
    PartialAverage inOnePlace = sum(WORKERS);
    PartialAverage byTree = sum(fanIn);

    assertThat(byTree.reports().stream().map(report -> report.worker).toList())
        .isEqualTo(inOnePlace.reports().stream().map(report -> report.worker).toList())
        .isEqualTo(IntStream.range(0, WORKERS).filter(worker -> worker != IDLE).boxed().toList());
    AveragingState before = AveragingState.of(network, 0);
    AveragingState expected = inOnePlace.state(before);
    AveragingState found = byTree.state(before);
    assertThat(found.parameters())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(expected.parameters())
        .isNotEqualTo(before.parameters());
    assertThat(found.updaterState())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(expected.updaterState());
    assertThat(found.iteration()).isEqualTo(expected.iteration());
    assertThat(found.round()).isEqualTo(1);
  }

  /** The tasks of a level come back in any order. */
  @Test
  void isTheSameToTheLastBitEachTime() {
    AveragingState before = AveragingState.of(network, 0);
    float[] first = sum(2).state(before).parameters();

    for (int i = 0; i < 5; i++) {
      assertThat(sum(2).state(before).parameters()).isEqualTo(first);
    }
  }

  /** Whichever serialiser the user has chosen for data. */
  @Test
  void sumsArriveWhole() throws Exception {
    PartialAverage sum = sum(WORKERS);

    assertThat(RoundTrip.java(sum, PartialAverage.class)).usingRecursiveComparison().isEqualTo(sum);
    assertThat(RoundTrip.kryo(sum, PartialAverage.class)).usingRecursiveComparison().isEqualTo(sum);
  }

  private PartialAverage sum(int fanIn) {
    long[] minibatches =
        IntStream.range(0, WORKERS).mapToLong(worker -> worker == IDLE ? 0 : 2).toArray();
    Broadcast<AveragingState> state = spark.broadcast(AveragingState.of(network, 0));
    MinibatchReader<Integer> reader =
        (partition, from, to) -> {
          int worker = partition.next();
          return Networks.minibatches(3 + worker % 4, 1 + worker % 3).iterator();
        };
    FitShard<Integer> fit =
        new FitShard<>(
            new ShippedConfiguration(network.getLayerWiseConfigurations()),
            GradientBackend.DL4J,
            state,
            new RoundPlan(minibatches, 2),
            reader,
            7,
            NativeRuntime.instructionSet(),
            new ArrayList<>());
    List<Integer> workers = IntStream.range(0, WORKERS).boxed().toList();
    try {
      return new AveragingTree(fanIn).sum(spark, spark.parallelize(workers, WORKERS), fit);
    } finally {
      state.destroy();
    }
  }
}
