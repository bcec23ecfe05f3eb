package mnist.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk, in memory, that is soon full. */
public final class Tmpfs implements AutoCloseable {
  private final Path directory;

  private Tmpfs(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts one; a test is skipped where this user may not.
   *
   * @param directory to make and to mount it on
   */
  public static Tmpfs mount(Path directory, int kibibytes) throws IOException {
    Files.createDirectories(directory);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", directory.toString())
            == 0,
        "needs a user who may mount a tmpfs");
    return new Tmpfs(directory);
  }

  private static int run(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .onExit()
        .join()
        .exitValue();
  }

  /** Where it is mounted. */
  public Path path() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    // Also while a process that ends still holds a file there.
    assertThat(run("umount", "--lazy", directory.toString())).isZero();
  }
}
