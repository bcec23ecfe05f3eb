package mnist.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import mnist.InvalidInputException;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file of settings as it was read.
 *
 * @param text HOCON, properties or JSON
 * @param name as the user gave it, for messages
 */
public record SettingsFile(String text, String name) {

  /**
   * Reads a file of any Hadoop file system; a path without a scheme is a local one.
   *
   * @throws mnist.Failure if it can't be read
   */
  public static SettingsFile read(String name, Configuration conf) {
    try {
      Path path = new Path(name);
      if (path.toUri().getScheme() == null) {
        path = new Path(java.nio.file.Path.of(name).toAbsolutePath().toUri());
      }
      try (InputStream in = path.getFileSystem(conf).open(path)) {
        return new SettingsFile(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
      }
    } catch (FileNotFoundException e) {
      throw new InvalidInputException(
          "Cannot read settings file " + name + ": there is no such file", "check the path", e);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read settings file " + name, "give one that can be read", e);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Cannot read settings file " + name + ": " + e.getMessage(), "check the path", e);
    }
  }
}
