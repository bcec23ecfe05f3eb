package mnist.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.evaluate.Disagreement.Answer;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class DisagreementTest {

  private static final StructType COLUMNS =
      new StructType()
          .add("id", "long")
          .add("label", "int")
          .add("prediction", "int")
          .add("confidence", "float");

  /** Compared with a search through all images, of which many have equal confidences. */
  @Test
  void findsTheSurestMistakesOfEachModelThatTheOtherDoesNotMake(SparkSession spark) {
    Random random = new Random(7);
    List<Disagreement> all = new ArrayList<>();
    for (int id = 0; id < 300; id++) {
      all.add(new Disagreement(id, random.nextInt(3), answer(random), answer(random)));
    }

    List<Disagreement> found =
        Disagreement.of(predictions(spark, all, true), predictions(spark, all, false), 10);

    assertThat(found)
        .containsExactlyElementsOf(
            Stream.concat(surest(all, true), surest(all, false)).collect(Collectors.toList()));
    assertThat(found.subList(0, 10)).allMatch(Disagreement::isSecondRight);
    assertThat(found.subList(10, 20)).noneMatch(Disagreement::isSecondRight);
  }

  @Test
  void equalModelsDifferOnNothing(SparkSession spark) {
    List<Disagreement> all =
        IntStream.range(0, 5)
            .mapToObj(id -> new Disagreement(id, 1, new Answer(id % 2, 1), new Answer(id % 2, 1)))
            .toList();

    assertThat(Disagreement.of(predictions(spark, all, true), predictions(spark, all, false), 10))
        .isEmpty();
  }

  private static Answer answer(Random random) {
    return new Answer(random.nextInt(3), (5 + random.nextInt(5)) / 10f);
  }

  private static Stream<Disagreement> surest(List<Disagreement> all, boolean secondRight) {
    Comparator<Disagreement> surest =
        Comparator.comparing(d -> -(secondRight ? d.first() : d.second()).confidence());
    return all.stream()
        .filter(d -> (d.second().prediction() == d.truth()) == secondRight)
        .filter(d -> (d.first().prediction() == d.truth()) != secondRight)
        .sorted(surest.thenComparing(Disagreement::id))
        .limit(10);
  }

  private static Dataset<Row> predictions(
      SparkSession spark, List<Disagreement> all, boolean first) {
    List<Row> rows =
        all.stream()
            .map(
                d -> {
                  Answer answer = first ? d.first() : d.second();
                  return RowFactory.create(
                      d.id(), d.truth(), answer.prediction(), answer.confidence());
                })
            .toList();
    return spark.createDataFrame(rows, COLUMNS);
  }
}
