package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimedRenameTest {
  @TempDir Path directory;

  @Test
  void movesAFileAndLeavesNoClaim() throws IOException {
    write(".source.crc", "of the source");
    write(".target.crc", "of an earlier target");

    assertThat(ClaimedRename.rename(write("source", "new"), directory.resolve("target"))).isTrue();

    assertThat(directory.resolve("target")).hasContent("new");
    assertThat(names()).containsExactly("target");
  }

  @Test
  void leavesAFileAlone() throws IOException {
    Path target = write("target", "old");
    Path source = write("source", "new");

    assertThat(ClaimedRename.rename(source, target)).isFalse();

    assertThat(target).hasContent("old");
    assertThat(names()).containsExactly("source", "target");
  }

  @Test
  void losesToAClaimantThatHasPublished() throws IOException {
    Path target = write("target", "theirs");
    write(".target.claim", "");

    assertThat(ClaimedRename.rename(write("source", "new"), target)).isFalse();

    assertThat(target).hasContent("theirs");
  }

  @Test
  void passesOverTheClaimOfAKilledProcess() throws IOException {
    write(".target.claim", "");
    Path target = directory.resolve("target");

    assertThat(ClaimedRename.rename(write("source", "new"), target, Duration.ZERO)).isTrue();

    assertThat(target).hasContent("new");
    assertThat(names()).containsExactly("target");
  }

  /** However long others take turns. */
  @Test
  void waitsForClaimsThatAreNotOldThemselves() throws Exception {
    Path target = directory.resolve("target");
    Path source = write("source", "new");
    Path claim = write(".target.claim", "");
    Duration patience = Duration.ofSeconds(1);
    ExecutorService waiter = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> renamed = waiter.submit(() -> ClaimedRename.rename(source, target, patience));
      long began = System.nanoTime();
      for (int turn = 1; System.nanoTime() - began < 2 * patience.toNanos(); turn++) {
        // Fails once the claim has been taken away.
        Files.setLastModifiedTime(claim, FileTime.fromMillis(turn * 10_000L));
      }
      write("target", "theirs");

      assertThat(renamed.get()).isFalse();
    } finally {
      waiter.shutdownNow();
    }
    assertThat(target).hasContent("theirs");
  }

  @Test
  void leavesTheClaimOfWhoeverHasTakenOver() throws IOException {
    Path claim = write(".target.claim", "theirs");

    ClaimedRename.release(claim, "ours");
    assertThat(claim).hasContent("theirs");

    ClaimedRename.release(claim, "theirs");
    assertThat(claim).doesNotExist();
    ClaimedRename.release(claim, "ours");
  }

  @Test
  void leavesNoClaimWhereItFails() {
    assertThatThrownBy(
            () -> ClaimedRename.rename(directory.resolve("source"), directory.resolve("target")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(directory).isEmptyDirectory();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList().stream();
    }
  }
}
