package mnist.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mnist.UnavailableException;
import mnist.bench.processes.JavaCommand;
import mnist.jobs.Main;
import mnist.model.Architecture;
import mnist.model.DigitModel;
import mnist.prepare.InputContract;
import mnist.prepare.Preparation;
import mnist.store.ModelStore;
import mnist.store.TrainingData;
import mnist.store.TrainingRun;
import mnist.transform.Normalisation;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.learning.config.Sgd;

/** The job app, measured in short. */
class PageBenchIT {
  private static final PageBench SHORT = new PageBench(2, 1, 3);

  @TempDir Path directory;
  private Path launcher;

  /** The launcher itself needs a build. */
  @BeforeEach
  void launcher() throws Exception {
    String command =
        JavaCommand.of(Main.class, List.of("-XX:TieredStopAtLevel=1", "-Xmx1g"), List.of()).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    launcher =
        Files.writeString(directory.resolve("submit"), "#!/bin/sh\nexec " + command + " \"$@\"\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  /** Of a network that has learned nothing. */
  private String store() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(Architecture.LENET.configuration(28, 28, 10, new Sgd(), 1));
    network.init();
    DigitModel model = new DigitModel("lenet", 28, 28, 10, new Normalisation(0.13, 0.31), network);
    TrainingData data =
        new TrainingData(
            "0123abcd",
            "file:/data",
            7L,
            0.1,
            null,
            Map.of("train", 4L),
            null,
            InputContract.of(Preparation.MNIST, 28, 28),
            null,
            null,
            null);
    ModelStore store =
        ModelStore.at(
            new org.apache.hadoop.fs.Path(directory.resolve("store").toUri()), new Configuration());
    store.promoteIfFirst(
        store.publish(
            model,
            new TrainingRun("train", null, null, 1, Map.of(), data, Map.of(), 1, 1),
            Map.of()));
    return store.path().toString();
  }

  @Test
  void timesStartsAndAnswersAndLeavesNoProcess() throws Exception {
    Path output = directory.resolve("new/output");

    PageBench.Report report = SHORT.run(launcher, store(), output);

    assertThat(report.figures())
        .extracting(Figure::name)
        .containsExactly(
            "s to the page",
            "s to the first answer",
            "ms for a PNG of 28 x 28",
            "ms for a JPEG of 3000 x 4000",
            "ms for a PNG of 28 x 28, with the map",
            "ms for a JPEG of 3000 x 4000, with the map");
    assertThat(report.figures()).extracting(Figure::times).containsExactly(2, 2, 3, 3, 3, 3);
    assertThat(report.figures())
        .extracting(Figure::goal)
        .containsExactly(3.0, 3.0, 30.0, 30.0, null, null);
    assertThat(report.figures()).allSatisfy(figure -> assertThat(figure.median()).isPositive());
    assertThat(report.figures().get(1).median()).isGreaterThan(report.figures().get(0).median());
    assertThat(report.figures().get(3).median()).isGreaterThan(report.figures().get(2).median());
    JsonNode json = new ObjectMapper().readTree(output.resolve("bench.json").toFile());
    assertThat(json.get("figures")).hasSize(6);
    assertThat(Files.readString(output.resolve("bench.md")))
        .startsWith("| figure | median | 95 % | times | goal | which is |\n|---|---:|")
        .contains("| s to the page | ");
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void anAppThatEndsIsTold() {
    assertThatThrownBy(() -> SHORT.run(launcher, directory + "/none", directory.resolve("out")))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "Cannot measure: app ended with exit code 2; see "
                + directory.resolve("out/app-1.log"));
    assertThat(directory.resolve("out/app-1.log")).content().contains("there is no such directory");
  }
}
