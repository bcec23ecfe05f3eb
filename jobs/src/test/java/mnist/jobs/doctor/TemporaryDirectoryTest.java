package mnist.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {
  private final SparkConf conf = new SparkConf(false);

  @TempDir Path directory;

  @Test
  void programsRunFromAnOrdinaryDirectoryInWhichNothingIsLeft() {
    assertThat(TemporaryDirectory.fault(directory)).isNull();
    assertThat(directory).isEmptyDirectory();
    assertThat(TemporaryDirectory.check("driver", true, null, conf).status()).isEqualTo(Status.OK);
  }

  @Test
  void nothingIsUnpackedIntoADirectoryThatIsMissing() {
    Path none = directory.resolve("none");

    assertThat(TemporaryDirectory.fault(none)).startsWith("can't write " + none + ": ");
  }

  @Test
  void theRemedyIsAnOptionForTheProcessThatNeedsIt() {
    conf.set("spark.executor.extraJavaOptions", "-Da=b");

    assertThat(TemporaryDirectory.check("driver", true, "no", conf).remedy())
        .endsWith("and add --driver-java-options '-Djava.io.tmpdir=DIRECTORY'");
    assertThat(TemporaryDirectory.check("executor 0", false, "no", conf).remedy())
        .endsWith(
            "and add --conf 'spark.executor.extraJavaOptions=-Da=b -Djava.io.tmpdir=DIRECTORY'");
  }
}
