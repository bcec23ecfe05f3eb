package mnist.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import mnist.deliveries.Deliverer.Image;
import mnist.input.Split;
import mnist.records.HoldOutBy;
import mnist.records.IngestedData;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import mnist.testing.Deadline;
import mnist.testing.FaultyFileSystem;
import mnist.testing.OwnJvm;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they take a delivery, and the same command again. */
@ExtendWith(SparkExtension.class)
class DeliveryKillsIT {

  private static final int KILLED = 137;

  /** What is about to be made or renamed, in the order of publishing. */
  private static final List<String> MOMENTS =
      List.of(
          ".*/deliveries/\\.tmp-[^/]*",
          ".*/deliveries/[^/]*/records/.*",
          ".*/\\.delivery\\.json.*",
          ".*/decisions/.*");

  @TempDir Path directory;

  @Test
  void killedAtEveryStepADeliveryIsTakenOnce(SparkSession spark) throws Exception {
    Deliverer deliverer = new Deliverer(spark, directory, Deliverer.rule(HoldOutBy.IMAGE, 0.3));
    List<Image> images =
        IntStream.range(0, 40).mapToObj(n -> new Image(n, n % 10, Split.TRAIN, 0)).toList();
    IngestedData ingested = deliverer.ingested("night", images);

    for (String moment : MOMENTS) {
      assertThat(deliver(ingested, moment)).as(moment).isEqualTo(KILLED);
    }
    assertThat(deliver(ingested, "")).isZero();

    List<Delivery> taken = deliverer.store().all();
    assertThat(taken).extracting(Delivery::name).containsExactly("d0001");
    assertThat(taken.get(0).count()).isEqualTo(40);
    assertThat(deliverer.models().decisions())
        .extracting(Decision::kind)
        .containsExactly(DecisionKind.DELIVERED);
  }

  private int deliver(IngestedData ingested, String moment) throws Exception {
    ProcessBuilder program =
        OwnJvm.of(
                List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                DeliveringJvm.class,
                FaultyFileSystem.path(directory.resolve("store")).toString(),
                ingested.path().toString(),
                moment)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile());
    return Deadline.start(program, Deadline.OF_A_PROGRAM).waitFor();
  }
}
