package mnist.jobs.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes a temporary directory in memory where the disk has little usable space. Hadoop's servers
 * refuse such a disk, even if root can still write to the blocks that are kept for it.
 */
final class RoomForHadoop implements TempDirFactory {
  private static final long BYTES = 2L << 30;

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws IOException {
    Path usual = Path.of(System.getProperty("java.io.tmpdir"));
    Path place =
        Stream.of(usual, Path.of("/dev/shm"))
            .filter(RoomForHadoop::hasRoom)
            .findFirst()
            .orElse(usual);
    return Files.createTempDirectory(place, "hadoop");
  }

  private static boolean hasRoom(Path directory) {
    return Files.isWritable(directory) && directory.toFile().getUsableSpace() >= BYTES;
  }
}
