package mnist.files;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A process of the race: told "stage file|dir SOURCE" and then "rename TARGET"; "forbid links"
 * before takes hard links from it.
 */
final class RenamingJvm {
  private static final Configuration CONF = new Configuration();
  private static Path source;

  private RenamingJvm() {}

  public static void main(String[] args) {
    RacingJvms.serve(
        line -> {
          String[] words = line.split(" ");
          try {
            if (words[0].equals("forbid")) {
              NoHardLinks.forbid(95);
              return "ready";
            }
            if (words[0].equals("stage")) {
              source = new Path(words[2]);
              Path file = words[1].equals("dir") ? new Path(source, "content") : source;
              FileSystem files = file.getFileSystem(CONF);
              try (OutputStream out = files.create(file, false)) {
                out.write(source.getName().getBytes(StandardCharsets.UTF_8));
              }
              return "ready";
            }
            return String.valueOf(NoOverwriteRename.rename(source, new Path(words[1]), CONF));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
