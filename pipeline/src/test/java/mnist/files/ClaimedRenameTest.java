package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
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
