package mnist.jobs.doctor;

import static mnist.jobs.doctor.Facts.executor;
import static mnist.jobs.doctor.Facts.paths;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class PathsTest {
  private static final Path STORE = new Path("file:/store");
  private static final Path DATA = new Path("file:/data");
  private static final String SHARED =
      "give a path that all processes reach: hdfs://, s3a://, or a directory mounted everywhere";

  @Test
  void aPathThatAllReachIsRight() {
    assertThat(Paths.check(executor(0, "b"), STORE, Set.of("driver", "executor-0"), DATA))
        .containsExactly(
            Finding.ok("output", "executor 0 on b", "writes file:/store"),
            Finding.ok("data", "executor 0 on b", "reads file:/data"));
  }

  @Test
  void aFileThatTheDriverDoesNotSeeIsOnAnotherDisk() {
    assertThat(Paths.check(executor(0, "b"), STORE, Set.of("driver"), null))
        .containsExactly(
            Finding.fault(
                "output",
                "executor 0 on b",
                "writes file:/store on a disk of its own, where the driver doesn't see it",
                SHARED));
  }

  @Test
  void saysWhyAProcessCannotWriteOrRead() {
    ProcessFacts executor =
        paths(
            executor(0, "b"),
            new InvalidInputException("can't write file:/store: denied", ""),
            new UnavailableException("can't read file:/data: refused", null));

    assertThat(Paths.check(executor, STORE, Set.of("driver"), DATA))
        .containsExactly(
            Finding.fault("output", "executor 0 on b", "can't write file:/store: denied", SHARED),
            Finding.unavailable(
                "data", "executor 0 on b", "can't read file:/data: refused", SHARED));
  }

  @Test
  void dataThatNobodyCanReadAreWrong() {
    ProcessFacts driver =
        paths(Facts.driver(), null, new InvalidInputException("there is no file:/data", ""));

    assertThat(Paths.check(driver, STORE, Set.of("driver"), DATA))
        .last()
        .isEqualTo(Finding.fault("data", "driver", "there is no file:/data", "give other --data"));
  }

  @Test
  void namesALocalDirectoryThatCannotBeWritten() {
    ProcessFacts well = executor(0, "b");
    ProcessFacts full =
        new ProcessFacts(
            well.name(),
            well.host(),
            well.java(),
            well.closedPackages(),
            well.processors(),
            well.memory(),
            well.natives(),
            well.paths(),
            "can't write /tmp/blocks: No space left on device",
            null);

    assertThat(Paths.check(full, STORE, Set.of("executor-0"), null))
        .last()
        .isEqualTo(
            Finding.fault(
                "spark.local.dir",
                "executor 0 on b",
                "can't write /tmp/blocks: No space left on device",
                "add --conf spark.local.dir=DIRECTORY with one that can be written there"));
  }

  @Test
  void tellsWhatKeepsTheDriverFromWriting() {
    assertThat(
            Paths.unwritable(
                new InvalidInputException("Cannot write /x: it's a file", "choose another")))
        .isEqualTo(
            Finding.fault("output", "driver", "Cannot write /x: it's a file", "choose another"));
  }
}
