package mnist.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PartialAverageTest {

  /** A worker's vectors are its number and the number's square, which sum without rounding. */
  @Property
  void everyExampleCountsOnceHoweverResultsAreGrouped(
      @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 70) Integer> examples,
      @ForAll @IntRange(min = 1, max = 11) int cut) {
    List<WorkerResult> results = new ArrayList<>();
    for (int worker = 0; worker < examples.size(); worker++) {
      results.add(result(worker, examples.get(worker)));
    }
    int first = Math.min(cut, results.size() - 1);
    AveragingState before = new AveragingState(new float[0], new float[0], 100, 3, 8);

    PartialAverage inOnePlace = PartialAverage.of(results);
    PartialAverage grouped =
        PartialAverage.of(results.subList(0, first))
            .plus(PartialAverage.of(results.subList(first, results.size())));

    AveragingState average = inOnePlace.state(before);
    assertThat((double) average.parameters()[0])
        .isCloseTo(ofExamples(results, 0), within(1e-6 * examples.size()));
    assertThat((double) average.updaterState()[1])
        .isCloseTo(ofExamples(results, 1), within(1e-5 * examples.size()));
    assertThat(average.iteration())
        .isEqualTo(
            100 + examples.stream().mapToInt(PartialAverageTest::minibatches).max().orElse(0));
    assertThat(average.epoch()).isEqualTo(3);
    assertThat(average.round()).isEqualTo(9);
    assertThat(grouped.state(before)).usingRecursiveComparison().isEqualTo(average);
    assertThat(grouped.reports())
        .containsExactlyElementsOf(results.stream().map(result -> result.report).toList());
  }

  /** The mean of a list that has each worker's value once for each of its examples. */
  private static double ofExamples(List<WorkerResult> results, int power) {
    return results.stream()
        .flatMapToDouble(
            result ->
                DoubleStream.generate(
                        () -> power == 0 ? worker(result) : worker(result) * worker(result))
                    .limit(result.report.examples))
        .average()
        .orElseThrow();
  }

  private static double worker(WorkerResult result) {
    return result.report.worker;
  }

  private static int minibatches(int examples) {
    return (examples + 9) / 10;
  }

  private static WorkerResult result(int worker, int examples) {
    WorkerReport.Where where = new WorkerReport.Where("host", "driver", "any", 0);
    return new WorkerResult(
        new WorkerReport(worker, minibatches(examples), examples, 0, where, 0, 0, 0, 0, 0),
        new AveragingState(new float[] {worker}, new float[] {worker, worker * worker}, 0, 0, 0));
  }
}
