package mnist.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.progress.PartRecord.FailedRead;
import mnist.progress.PartRecord.PublishedFile;
import mnist.testing.FaultyFileSystem;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProgressTest {

  private static final RunIdentity RUN = RunIdentity.of(Map.of("model", "a", "seed", "1"));

  @TempDir private Path directory;
  private Path output;
  private RunProgress progress;

  @BeforeEach
  void open() {
    output = directory.resolve("my output");
    progress = new RunProgress(new org.apache.hadoop.fs.Path(output.toUri()), new Configuration());
  }

  private static PartRecord record(int part, FailedRead... failed) {
    return new PartRecord(
        part,
        10,
        8,
        2,
        Map.of("too large", 2L),
        null,
        Map.of("confidence", List.of(1L, 7L)),
        List.of(new PublishedFile("results/part-" + part, 3, "hash")),
        List.of(failed));
  }

  private Path publish(String name) throws Exception {
    Path file = output.resolve("results").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "abc");
  }

  @Test
  void planAndRecordsAreReadAsTheyWereWritten() {
    List<List<String>> parts = List.of(List.of("a@0", "a@8"), List.of("b@0"));
    progress.begin(RUN, parts, new TreeMap<>(Map.of("form", "images")));
    progress.add(List.of(record(1), record(0, new FailedRead("f", "f, part 1", "cut", false))));
    progress.add(List.of(record(0)));

    assertThat(progress.exists()).isTrue();
    assertThat(progress.planOf(RUN).parts()).isEqualTo(parts);
    assertThat(progress.planOf(RUN).told()).containsEntry("form", "images");
    assertThat(progress.done()).containsExactly(Map.entry(0, record(0)), Map.entry(1, record(1)));
    assertThat(progress.hasEnded()).isFalse();
    progress.end();
    assertThat(progress.hasEnded()).isTrue();
  }

  @Test
  void anotherRunIsToldWhatDiffers() {
    progress.begin(RUN, List.of(), new TreeMap<>());

    assertThatThrownBy(
            () -> progress.planOf(RunIdentity.of(Map.of("model", "b", "seed", "1", "new", "x"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith(
            "which is another run's: model is a there, but b here, new is null there, but x here;"
                + " give what that run was given, or another output");
  }

  @Test
  void whatAKilledProcessHasLeftIsDeletedAndWhatIsMissingIsToBeDoneAgain() throws Exception {
    progress.begin(RUN, List.of(List.of("a"), List.of("b")), new TreeMap<>());
    publish("part-0");
    publish("part-1");
    Path untold = publish("part-2");
    progress.add(List.of(record(0), record(1)));
    Path aside = Path.of(progress.aside().toUri());
    Files.createDirectories(aside.resolve("results"));
    Files.delete(output.resolve("results/part-1"));

    assertThat(progress.clean(List.of("results"))).containsOnlyKeys(0);

    assertThat(untold).doesNotExist();
    assertThat(aside).doesNotExist();
    assertThat(output.resolve("results/part-0")).exists();
  }

  @Test
  void aPartThatLacksAFileIsToBeDoneAgainWithAllItsFiles() throws Exception {
    progress.begin(RUN, List.of(List.of("a")), new TreeMap<>());
    Path rest = publish("rest");
    List<PublishedFile> files =
        List.of(
            new PublishedFile("results/rest", 3, "hash"),
            new PublishedFile("results/gone", 3, "hash"));
    progress.add(List.of(new PartRecord(0, 10, 10, 0, Map.of(), null, Map.of(), files, List.of())));

    assertThat(progress.clean(List.of("results"))).isEmpty();

    assertThat(rest).doesNotExist();
  }

  @Test
  void aNewerFormatIsRefused() throws Exception {
    Files.createDirectories(output.resolve("_progress"));
    Files.writeString(output.resolve("_progress/plan.json"), "{\"format_version\": 2}");

    assertThatThrownBy(() -> progress.planOf(RUN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("its format version is 2, but at most 1 is supported");
  }

  @Test
  void onlyTheBeginningOfARunIsNone() throws Exception {
    Files.createDirectories(output.resolve("_progress"));
    Files.writeString(output.resolve("_progress/files.gz"), "");
    assertThat(progress.exists()).isFalse();
    assertThat(output).doesNotExist();

    Files.createDirectories(output.resolve("of the user's"));
    assertThat(progress.exists()).isFalse();
    assertThat(output.resolve("of the user's")).exists();
  }

  @Test
  void filesOfDirectoriesBelowArePublishedToo() throws Exception {
    progress.begin(RUN, List.of(List.of("a")), new TreeMap<>());
    Path told = publish("day=1/part-0");
    Path untold = publish("day=2/part-0");
    progress.add(
        List.of(
            new PartRecord(
                0,
                10,
                10,
                0,
                Map.of(),
                null,
                null,
                List.of(new PublishedFile("results/day=1/part-0", 3, "hash")),
                List.of())));

    assertThat(progress.clean(List.of("none", "results"))).containsOnlyKeys(0);

    assertThat(told).exists();
    assertThat(untold).doesNotExist();
    assertThat(progress.planOf(RUN).parts()).hasSize(1);
  }

  @Test
  void aPartIsCompleteIfAllOfItWasRead() {
    assertThat(record(0).isComplete()).isTrue();
    assertThat(record(0, new FailedRead("f", "f", "cut", true)).isComplete()).isFalse();
  }

  @Test
  void storageThatFailsIsNoRunThatIsMissing() throws Exception {
    progress.begin(RUN, List.of(List.of("a")), new TreeMap<>());
    publish("part-0");
    progress.add(List.of(record(0)));
    RunProgress failing =
        new RunProgress(FaultyFileSystem.path(output), FaultyFileSystem.addTo(new Configuration()));
    try {
      FaultyFileSystem.heal();
      failing.clean(List.of("results"));
      int calls = FaultyFileSystem.calls();
      for (int call = 1; call <= calls; call++) {
        FaultyFileSystem.failFrom(call, () -> new IOException("no answer"));
        assertThatThrownBy(() -> failing.clean(List.of("results")))
            .isInstanceOf(UnavailableException.class);
      }
    } finally {
      FaultyFileSystem.heal();
    }
    assertThat(progress.clean(List.of("results"))).containsOnlyKeys(0);
  }
}
