package mnist.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.tree.ClassNode;

/**
 * One jar for two lines of Spark: whatever our classes, and those of dl4j-spark that they use,
 * refer to is in the jar itself, in Java or in Spark's jars.
 */
class SparkLinesIT {
  private static final Path JAR = Path.of("target/mnist-spark.jar");

  /** Draws a page by DL4J's web interface, which our jar leaves out. */
  private static final String STATISTICS_PAGE = "org/deeplearning4j/spark/stats/StatsUtils";

  /** The Spark that the build assembles, of line 3.5 for Scala 2.12, and one for Scala 2.13. */
  @ParameterizedTest
  @ValueSource(strings = {"target/spark/jars", "target/spark-4"})
  void resolvesEveryReference(Path spark) throws IOException {
    List<Path> jars = new ArrayList<>(List.of(JAR));
    try (Stream<Path> files = Files.list(spark)) {
      files.sorted().forEach(jars::add);
    }

    try (ClassFiles classes = new ClassFiles(jars)) {
      List<ClassNode> ours = classes.ofFirstJar("mnist/");

      assertThat(ours).isNotEmpty();
      assertThat(Linkage.faults(classes, ours, SparkLinesIT::isOfDl4jSpark)).isEmpty();
    }
  }

  private static boolean isOfDl4jSpark(String name) {
    return name.startsWith("org/deeplearning4j/spark/") && !name.startsWith(STATISTICS_PAGE);
  }
}
