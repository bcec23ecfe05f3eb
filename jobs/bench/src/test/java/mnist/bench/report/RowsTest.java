package mnist.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mnist.bench.plan.Contender;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;
import mnist.bench.plan.Task;
import mnist.bench.processes.ColdStart;
import org.junit.jupiter.api.Test;

class RowsTest {

  @Test
  void joinsTheRepetitionsOfAllPasses() {
    Plan plan = Samples.plan(Task.TRAIN, Contender.DJL, 64);

    Row row =
        Row.of(
            plan,
            List.of(
                new Measured(List.of(10.0, 30.0), 0.97, 100.0),
                new Measured(List.of(20.0), 0.96, 120.0)),
            null,
            0.9);

    assertThat(row)
        .isEqualTo(new Row("train", "djl", 20.0, 10.0, 30.0, 3, 64, 2, null, 120.0, 0.96, null));
  }

  @Test
  void whoHasNotLearntHasFailedWithTheFiguresKept() {
    Plan plan = Samples.plan(Task.TRAIN, Contender.DJL, 64);

    Row row = Row.of(plan, List.of(new Measured(List.of(10.0), 0.11, null)), 0.2, 0.9);

    assertThat(row.sound()).isFalse();
    assertThat(row.failed()).isEqualTo("accuracy must be at least 0.9 after this, but was 0.11");
    assertThat(row.imagesPerS()).isEqualTo(10);
  }

  @Test
  void whatGivesNoAnswersHasNoAccuracyAndIsSound() {
    Plan plan = Samples.plan(Task.SCORE_FILES, Contender.DECODER, 1);

    Row row = Row.of(plan, List.of(new Measured(List.of(10.0), null, null)), null, 0.9);

    assertThat(row.accuracy()).isNull();
    assertThat(row.sound()).isTrue();
    Row ours = Samples.row(Task.SCORE_FILES, Contender.SPARK, 16, 5);
    assertThat(Rows.ratios(List.of(ours, row)))
        .containsExactly(entry("score-files_spark/decoder", 0.5));
  }

  @Test
  void theFastestSizeOfMinibatchCountsUnlessItHasFailed() {
    Row slow = Samples.row(Task.TRAIN, Contender.DJL, 64, 1000);
    Row fast = Samples.row(Task.TRAIN, Contender.DJL, 256, 2000);
    Row other = Samples.row(Task.SCORE, Contender.DJL, 64, 500);

    assertThat(Rows.fastest(List.of(slow, fast, other))).containsExactly(fast, other);
    Row failed = Row.failed(Samples.plan(Task.TRAIN, Contender.DJL, 256), "exit code 1");
    assertThat(Rows.fastest(List.of(failed, slow, other))).containsExactly(slow, other);
    assertThat(Rows.fastest(List.of(failed))).containsExactly(failed);
  }

  @Test
  void ratiosAreOursThroughSparkOverTheOthersThatHaveNotFailed() {
    List<Row> rows =
        List.of(
            Samples.row(Task.TRAIN, Contender.SPARK, 64, 3000),
            Samples.row(Task.TRAIN, Contender.DJL, 64, 1000),
            Row.failed(Samples.plan(Task.TRAIN, Contender.DL4J, 64), "exit code 1"),
            Samples.row(Task.SCORE, Contender.ONNXRUNTIME, 64, 5000));

    assertThat(Rows.ratios(rows)).containsExactly(entry("train_spark/djl", 3.0));
  }

  @Test
  void whatDoesMoreIsHeldAgainstOurs() {
    List<Row> rows =
        List.of(
            Samples.row(Task.TRAIN, Contender.SPARK, 64, 3000),
            Samples.row(Task.TRAIN, Contender.SPARK_ROBUST_AUGMENTATION, 256, 2850));

    assertThat(Rows.ratios(rows))
        .containsExactly(entry("train_spark-robust-augmentation/spark", 0.95));
    assertThat(Samples.report(rows).bars())
        .containsExactly(new Bar("train_spark-robust-augmentation/spark", 0.95, 0.9, true));
  }

  @Test
  void barsAreHeldAgainstTheRatios() {
    Report report =
        Samples.report(
            List.of(
                Samples.row(Task.TRAIN, Contender.SPARK, 64, 1800),
                Samples.row(Task.TRAIN, Contender.SPARK_ONE_WORKER, 64, 900),
                Samples.row(Task.TRAIN, Contender.DJL, 64, 1000)));

    assertThat(report.bars())
        .containsExactly(
            new Bar("train_spark/djl", 1.8, 3.3, true),
            new Bar("train_spark/spark-one-worker", 2.0, 1.9, true));
    assertThat(report.bars().stream().map(Bar::reached)).containsExactly(false, true);
  }

  @Test
  void aColdStartIsHeldToItsMedians() {
    ColdStart coldStart =
        new ColdStart(
            new TreeMap<>(
                Map.of(
                    ColdStart.FIRST_COUNT, List.of(3.0, 9.0, 3.5),
                    ColdStart.INGEST_STAGE, List.of(5.0, 4.5, 2.0),
                    ColdStart.TRAIN, List.of(40.0),
                    ColdStart.FAST, List.of(30.0, 10.0))),
            new TreeMap<>(Map.of(ColdStart.TRAIN, 0.992, ColdStart.FAST, 0.991)),
            50);

    Report report = Samples.report(List.of(), coldStart);

    assertThat(report.bars())
        .containsExactly(
            new Bar("cold_start/djl_five_epochs", 0.8, 1.0, false),
            new Bar("cold_start_fast/default", 0.5, 0.5, false),
            new Bar("accuracy of job train", 0.992, 0.9915, true),
            new Bar("accuracy of job train, fast", 0.991, 0.9915, true),
            new Bar("first_count_s", 3.5, 4, false),
            new Bar("ingest_s", 4.5, 4, false));
    assertThat(Tables.markdown(report)).contains("| ingest, the stage | 4.5 | 2.0 | 5.0 | 3 |\n");
  }
}
