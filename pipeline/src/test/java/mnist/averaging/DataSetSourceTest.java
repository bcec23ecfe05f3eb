package mnist.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mnist.Seeds;
import mnist.testing.SparkExtension;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.dataset.DataSet;

@ExtendWith(SparkExtension.class)
class DataSetSourceTest {
  private static final int WORKERS = 3;
  private static final int EXAMPLES = 41;
  private static final long SEED = 9;

  /** 14, 14 and 13 examples, in minibatches of 4. */
  @Test
  void everyWorkerGetsItsShare(SparkSession session) {
    try (DataSetSource source = source(session, 5, 0)) {
      assertThat(source.minibatches()).containsExactly(4, 4, 4);
    }
  }

  @Test
  void aWorkersExamplesComeInTheOrderOfTheirDrawnNumbers(SparkSession session) {
    for (int epoch = 0; epoch < 2; epoch++) {
      List<List<Integer>> dealt = dealt(session, 5, epoch);
      assertThat(dealt).hasSize(WORKERS);
      for (List<Integer> worker : dealt) {
        int of = epoch;
        List<Integer> drawn = new ArrayList<>(worker);
        drawn.sort(Comparator.comparingLong(index -> Seeds.of(SEED, of, (long) index)));
        assertThat(worker).isEqualTo(drawn).isNotEqualTo(worker.stream().sorted().toList());
      }
      assertThat(dealt(session, 1, epoch)).isEqualTo(dealt);
    }
    assertThat(dealt(session, 5, 1)).isNotEqualTo(dealt(session, 5, 0));
  }

  /** As at Ctrl-C, after which there is nobody left to free anything. */
  @Test
  void sourcesAreClosedInSilenceWhenSparkHasStopped(SparkSession session) {
    JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
    DataSetSource dataSets = source(session, 2, 0);
    PathSource paths = new PathSource(spark, List.of("a", "b"), 2, null);
    session.stop();

    assertThatCode(dataSets::close).doesNotThrowAnyException();
    assertThatCode(paths::close).doesNotThrowAnyException();
  }

  /** The numbers of each worker's examples, in order. */
  private static List<List<Integer>> dealt(SparkSession session, int partitions, int epoch) {
    try (DataSetSource source = source(session, partitions, epoch)) {
      return source.partitions(null, 0).glom().collect().stream()
          .map(
              minibatches ->
                  minibatches.stream()
                      .flatMap(packed -> Networks.indices(packed.toDataSet()).stream())
                      .toList())
          .toList();
    }
  }

  private static DataSetSource source(SparkSession session, int partitions, int epoch) {
    List<DataSet> examples =
        Networks.minibatches(IntStream.generate(() -> 1).limit(EXAMPLES).toArray());
    return DataSetSource.of(
        new JavaSparkContext(session.sparkContext()).parallelize(examples, partitions),
        WORKERS,
        4,
        SEED,
        epoch);
  }
}
