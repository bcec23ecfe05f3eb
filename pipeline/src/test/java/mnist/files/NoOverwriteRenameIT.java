package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes that publish to one local target at the same moment. */
class NoOverwriteRenameIT {
  private static final int ROUNDS = 100;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"file", "dir"})
  void exactlyOneOfTwoProcessesWins(String kind) throws IOException {
    exactlyOneWins(kind, false);
  }

  @Test
  @EnabledIf("mnist.files.NoHardLinks#canBeHad")
  void exactlyOneWinsWhereThereAreNoHardLinks() throws IOException {
    exactlyOneWins("file", true);
  }

  private void exactlyOneWins(String kind, boolean withoutLinks) throws IOException {
    int[] wins = new int[2];
    try (RacingJvms jvms =
        RacingJvms.start(2, RenamingJvm.class, directory.resolveSibling(kind + ".log"))) {
      if (withoutLinks) {
        jvms.tellAll("forbid links");
      }
      for (int round = 0; round < ROUNDS; round++) {
        Path place = Files.createDirectories(directory.resolve(kind + round));
        Path target = place.resolve("target");
        jvms.tell(
            List.of(
                "stage " + kind + " " + place.resolve("first"),
                "stage " + kind + " " + place.resolve("second")));
        List<String> won = jvms.tellAll("rename " + target);

        assertThat(won).as("round %d", round).containsOnlyOnce("true").containsOnlyOnce("false");
        int winner = won.indexOf("true");
        wins[winner]++;
        List<String> names = List.of("first", "second");
        Path content = kind.equals("dir") ? target.resolve("content") : target;
        assertThat(content).content().isEqualTo(names.get(winner));
        Path loser = place.resolve(names.get(1 - winner));
        assertThat(Files.exists(loser)).isTrue();
        assertThat(visible(place)).containsExactlyInAnyOrder("target", names.get(1 - winner));
      }
    }
    assertThat(wins).as("each process wins some rounds, or it was no race").doesNotContain(0);
  }

  private static List<String> visible(Path place) throws IOException {
    try (var entries = Files.list(place)) {
      return entries
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .toList();
    }
  }
}
