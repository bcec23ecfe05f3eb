package mnist.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The numbers in the names of a directory's entries. */
public final class NumberedEntries {

  private NumberedEntries() {}

  /**
   * Group 1 of the names that match, ascending; none if there is no such directory. What else lies
   * there, such as what another process hasn't published yet, doesn't count.
   *
   * @throws mnist.Failure if the directory can't be listed
   */
  public static IntStream of(Path directory, Pattern name, Configuration conf) {
    try {
      return Arrays.stream(directory.getFileSystem(conf).listStatus(directory))
          .map(FileStatus::getPath)
          .map(entry -> name.matcher(entry.getName()))
          .filter(Matcher::matches)
          .mapToInt(match -> Integer.parseInt(match.group(1)))
          .sorted();
    } catch (FileNotFoundException e) {
      return IntStream.empty();
    } catch (IOException e) {
      throw StorageFailure.of("Cannot list " + directory, "see that it can be read", e);
    }
  }
}
