package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.averaging.AveragingState;
import mnist.averaging.RoundMetrics;
import mnist.files.Sha256;
import mnist.testing.FaultyFileSystem;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {

  private static final Map<String, String> RUN =
      Map.of("data", "f00d", "seed", "42", "train.batch-size", "64");

  @TempDir Path local;
  private Path directory;

  @BeforeEach
  void name() {
    directory = local.resolve("store/checkpoints/run");
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @Test
  void newestComesBackAsItWas() {
    Checkpoint written = checkpoint(3);
    checkpoints(RUN).write(checkpoint(2));
    checkpoints(RUN).write(written);

    Checkpoint read = checkpoints(RUN).newest().orElseThrow();
    assertThat(read.state()).usingRecursiveComparison().isEqualTo(written.state());
    assertThat(read.epochs()).isEqualTo(written.epochs());
    // With the loss of a run that has diverged, which JSON has no number for.
    assertThat(read.rounds()).isEqualTo(written.rounds());
    assertThat(read.average()).isEqualTo(written.average());
    assertThat(read.kept()).isEqualTo(written.kept());
    assertThat(read.elapsedSeconds()).isEqualTo(written.elapsedSeconds());
  }

  @Test
  void thereIsNoneBeforeTheFirst() {
    assertThat(checkpoints(RUN).newest()).isEmpty();
  }

  @Test
  void lastTwoAreKept() throws IOException {
    for (int rounds = 1; rounds <= 5; rounds++) {
      checkpoints(RUN).write(checkpoint(rounds));
    }

    assertThat(names("round-")).containsExactly("round-0000004", "round-0000005");
  }

  /** The call that fails may be any: the training goes on. */
  @Test
  void storageThatFailsWhileOneIsWrittenStopsNoTraining() {
    int call = 0;
    boolean met;
    do {
      call++;
      directory = local.resolve("failing-from-" + call);
      faulty(RUN).write(checkpoint(1));
      faulty(RUN).write(checkpoint(2));
      FaultyFileSystem.failFrom(call, SocketTimeoutException::new);

      faulty(RUN).write(checkpoint(3));

      met = FaultyFileSystem.calls() >= call;
      FaultyFileSystem.heal();
    } while (met);
    assertThat(call).isGreaterThan(5);
    assertThat(checkpoints(RUN).newest().orElseThrow().rounds()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 40, 100, -33, -32, -1})
  void tornOneIsPassedOverForTheOneBefore(int length) throws IOException {
    checkpoints(RUN).write(checkpoint(1));
    checkpoints(RUN).write(checkpoint(2));
    Path newest = directory.resolve("round-0000002");
    byte[] whole = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(whole, length >= 0 ? length : whole.length + length));

    assertThat(checkpoints(RUN).newest().orElseThrow().rounds()).hasSize(1);
    // The run gets there again and takes the name.
    checkpoints(RUN).write(checkpoint(2));
    assertThat(Files.readAllBytes(newest)).isEqualTo(whole);
  }

  @Test
  void newOnesAreKeptThoughTornOnesHaveHigherNumbers() throws IOException {
    for (int rounds = 1; rounds <= 4; rounds++) {
      checkpoints(RUN).write(checkpoint(rounds));
    }
    Files.writeString(directory.resolve("round-0000003"), "torn");
    Files.writeString(directory.resolve("round-0000004"), "torn");
    Checkpoints again = checkpoints(RUN);
    assertThat(again.newest()).isEmpty();

    again.write(checkpoint(1));
    assertThat(names("round-")).containsExactly("round-0000001");
    assertThat(checkpoints(RUN).newest().orElseThrow().rounds()).hasSize(1);
  }

  /** By another process of the same run. */
  @Test
  void wholeOneInATornOnesPlaceIsKept() throws IOException {
    checkpoints(RUN).write(checkpoint(3));
    Files.writeString(directory.resolve("round-0000003"), "torn");
    Checkpoints again = checkpoints(RUN);
    assertThat(again.newest()).isEmpty();
    again.write(checkpoint(1));
    checkpoints(RUN).write(checkpoint(3));

    again.write(checkpoint(2));

    assertThat(names("round-")).containsExactly("round-0000002", "round-0000003");
  }

  @Test
  void storageThatFailsIsNoReasonToBeginAgain() {
    checkpoints(RUN).write(checkpoint(1));
    checkpoints(RUN).write(checkpoint(2));
    List<Throwable> thrown = new ArrayList<>();
    int call = 0;
    do {
      call++;
      FaultyFileSystem.failAt(call, SocketTimeoutException::new);
      thrown.add(catchThrowable(() -> faulty(RUN).newest()));
    } while (FaultyFileSystem.calls() >= call);

    assertThat(thrown.remove(thrown.size() - 1)).as("nothing failed").isNull();
    assertThat(thrown).isNotEmpty().hasOnlyElementsOfType(UnavailableException.class);
  }

  @Test
  void oneOfAnotherFormatIsPassedOver() throws IOException {
    checkpoints(RUN).write(checkpoint(1));
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    byte[] header = "{\"format_version\":4}".getBytes(StandardCharsets.UTF_8);
    new DataOutputStream(other).writeInt(header.length);
    other.write(header);
    other.write(Sha256.start().digest(other.toByteArray()));
    Files.write(directory.resolve("round-0000002"), other.toByteArray());

    assertThat(checkpoints(RUN).newest().orElseThrow().rounds()).hasSize(1);
  }

  @Test
  void oneWhoseRoundsAreGoneIsPassedOver() throws IOException {
    checkpoints(RUN).write(checkpoint(1));
    Files.delete(directory.resolve(names("rounds-").get(0)));

    assertThat(checkpoints(RUN).newest()).isEmpty();
  }

  @Test
  void flippedBitIsSeen() throws IOException {
    checkpoints(RUN).write(checkpoint(1));
    checkpoints(RUN).write(checkpoint(2));
    Path newest = directory.resolve("round-0000002");
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length - 50] ^= 1;
    Files.write(newest, bytes);

    assertThat(checkpoints(RUN).newest().orElseThrow().rounds()).hasSize(1);
  }

  @Test
  void anotherRunsIsRefusedAndTheDifferencesNamed() {
    checkpoints(RUN).write(checkpoint(1));
    Map<String, String> other = new TreeMap<>(RUN);
    other.put("train.batch-size", "32");
    other.put("kernels", "avx2");

    assertThatThrownBy(() -> checkpoints(other).newest())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot resume from %s, the checkpoint of another run: kernels is null there, but avx2 here, train.batch-size is 64 there, but 32 here; give the same settings and data, or another directory"
                .formatted(new org.apache.hadoop.fs.Path(directory + "/round-0000001")));
  }

  @Test
  void deleteLeavesNothing() {
    checkpoints(RUN).write(checkpoint(1));

    checkpoints(RUN).delete();

    assertThat(directory).doesNotExist();
    checkpoints(RUN).delete();
  }

  @Test
  void deleteLeavesWhatIsntThisRuns() throws IOException {
    Map<String, String> other = Map.of("data", "f00d", "seed", "43", "train.batch-size", "64");
    checkpoints(other).write(checkpoint(1));
    checkpoints(RUN).write(checkpoint(2));
    Files.writeString(directory.resolve("thesis.tex"), "by the user");
    Files.createDirectory(directory.resolve("round-0000003"));
    Files.writeString(directory.resolve(".tmp-of-a-killed-process"), "half");

    checkpoints(RUN).delete();

    assertThat(names("")).containsAll(List.of("round-0000001", "round-0000003", "thesis.tex"));
    assertThat(names("")).as("and the other's rounds").hasSize(4);
  }

  /** Twice the rounds write about twice as much. */
  @Test
  void whatIsWrittenGrowsWithTheRounds() throws IOException {
    assertThat(bytesWritten(400)).isLessThan(5 * bytesWritten(100));
  }

  private long bytesWritten(int rounds) throws IOException {
    Path place = local.resolve("of" + rounds);
    Checkpoints all =
        new Checkpoints(new org.apache.hadoop.fs.Path(place.toString()), RUN, new Configuration());
    long bytes = 0;
    for (int round = 5; round <= rounds; round += 5) {
      all.write(checkpoint(round));
      bytes += Files.size(place.resolve("round-%07d".formatted(round)));
    }
    try (Stream<Path> files = Files.list(place)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("rounds-")).toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(
            new Checkpoints(
                    new org.apache.hadoop.fs.Path(place.toString()), RUN, new Configuration())
                .newest()
                .orElseThrow()
                .rounds())
        .hasSize(rounds);
    return bytes;
  }

  @Test
  void roundsOfBeforeAndAfterAResumptionComeBackInOrder() {
    Checkpoints first = checkpoints(RUN);
    first.write(checkpoint(2));
    first.write(checkpoint(4));
    Checkpoints resumed = checkpoints(RUN);
    assertThat(resumed.newest().orElseThrow().rounds()).hasSize(4);
    resumed.write(checkpoint(6));
    resumed.write(checkpoint(7));

    assertThat(checkpoints(RUN).newest().orElseThrow().rounds()).isEqualTo(checkpoint(7).rounds());
  }

  /** As at the end of an epoch whose last round had one of its own. */
  @Test
  void roundsAreStoredOnce() throws IOException {
    Checkpoints all = checkpoints(RUN);
    all.write(checkpoint(1));
    all.write(checkpoint(2));
    all.write(checkpoint(2));

    assertThat(names("rounds-")).hasSize(2);
  }

  @Test
  void oneWhoseRoundsAreTornIsPassedOver() throws IOException {
    Checkpoints all = checkpoints(RUN);
    all.write(checkpoint(1));
    String before = names("rounds-").get(0);
    all.write(checkpoint(2));
    String last = names("rounds-").stream().filter(name -> !name.equals(before)).findAny().get();
    Files.writeString(directory.resolve(last), "torn");

    assertThat(checkpoints(RUN).newest().orElseThrow().rounds()).hasSize(1);
  }

  /** Which one deletes which file is left to chance. */
  @Test
  void twoProcessesOfARunMayWriteAndDeleteAtOnce() throws Exception {
    ExecutorService processes = Executors.newFixedThreadPool(2);
    try {
      for (int time = 0; time < 20; time++) {
        List<Future<?>> both = new ArrayList<>();
        for (int process = 0; process < 2; process++) {
          both.add(
              processes.submit(
                  () -> {
                    Checkpoints all = checkpoints(RUN);
                    all.newest();
                    for (int rounds = 1; rounds <= 4; rounds++) {
                      all.write(checkpoint(rounds));
                    }
                    all.delete();
                  }));
        }
        for (Future<?> process : both) {
          process.get();
        }
        checkpoints(RUN).delete();
        assertThat(directory).doesNotExist();
      }
    } finally {
      processes.shutdownNow();
    }
  }

  private Checkpoints checkpoints(Map<String, String> run) {
    return new Checkpoints(path(), run, new Configuration());
  }

  private Checkpoints faulty(Map<String, String> run) {
    return new Checkpoints(
        FaultyFileSystem.path(directory), run, FaultyFileSystem.addTo(new Configuration()));
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(directory.toString());
  }

  private List<String> names(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private static Checkpoint checkpoint(int rounds) {
    List<RoundMetrics> metrics = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      metrics.add(
          new RoundMetrics(
              1,
              round,
              128,
              round == 1 ? Double.NaN : 0.5,
              0.3,
              0.01,
              0.2,
              0.01,
              0.1,
              1L << 40,
              List.of(new RoundMetrics.Shard(0, "host", "driver", 1, 128, 0.1, 0.2, 0.3, 5))));
    }
    return new Checkpoint(
        new AveragingState(
            new float[] {1.5f, -0f, Float.MIN_VALUE}, new float[] {2, 3}, 7, 1, rounds),
        List.of(new EpochMetrics(1, 0.1, 0.2, 0.9, 600, 1e3, 1, 2)),
        metrics,
        new float[] {7, -8, 9},
        new float[] {4, 5, 6},
        12.25);
  }
}
