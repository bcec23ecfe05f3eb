package mnist.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import mnist.bench.plan.Contender;
import mnist.bench.plan.Task;
import mnist.files.JsonFiles;
import org.junit.jupiter.api.Test;

class ReportTest {

  private final Report report =
      Samples.report(
          List.of(
              Samples.row(Task.TRAIN, Contender.SPARK, 64, 3000),
              Samples.row(Task.TRAIN, Contender.DJL, 256, 1500),
              Row.failed(Samples.plan(Task.TRAIN, Contender.DL4J, 64), "exit code 1: boom")));

  @Test
  void jsonHasRowsThatProgramsFindByTaskAndName() throws Exception {
    JsonNode json = new ObjectMapper().readTree(JsonFiles.toText(report));

    assertThat(json.fieldNames())
        .toIterable()
        .contains("machine", "clock", "limit", "seed", "versions", "rows", "ratios", "bars");
    assertThat(json.get("rows").get(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "task",
            "name",
            "images_per_s",
            "min",
            "max",
            "repetitions",
            "batch",
            "threads",
            "share_of_limit",
            "peak_rss_mib",
            "accuracy");
    assertThat(json.get("rows").get(1).get("task").asText()).isEqualTo("train");
    assertThat(json.get("rows").get(1).get("name").asText()).isEqualTo("djl");
    assertThat(json.get("rows").get(1).get("images_per_s").asDouble()).isEqualTo(1500);
    assertThat(json.get("rows").get(2).get("failed").asText()).isEqualTo("exit code 1: boom");
    assertThat(json.get("ratios").get("train_spark/djl").asDouble()).isEqualTo(2);
  }

  @Test
  void theTableHasARowEachAndSaysWhatHasFailed() {
    assertThat(Tables.text(report).lines())
        .contains(
            "train  DJL with libtorch       1500  1490  1520    50.0 %         900   98.00 %    256        2",
            "FAILED train dl4j: exit code 1: boom")
        .anyMatch(line -> line.matches("train_spark/djl +2\\.0000 +>= 3\\.3000 +missed"));
  }

  @Test
  void theSameAsMarkdown() {
    assertThat(Tables.markdown(report).lines())
        .startsWith(
            "| task | contender | images/s | min | max | of limit | memory MiB | accuracy | batch | threads |",
            "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
            "| train | ours through Spark | 3000 | 2990 | 3020 | 50.0 % | 900 | 98.00 % | 64 | 2 |")
        .contains(
            "| train | DL4J as shipped | failed |  |  |  |  |  | 64 | 2 |",
            "| train_spark/djl | 2.0000 | >= 3.3000 | missed |");
  }
}
