package mnist.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedEntriesTest {
  private static final Pattern VERSION = Pattern.compile("v(\\d+)");

  @TempDir java.nio.file.Path directory;

  private int[] numbers(String of) {
    Path path = new Path(directory.resolve(of).toString());
    return NumberedEntries.of(path, VERSION, new Configuration()).toArray();
  }

  @Test
  void givesTheNumbersOfMatchingNamesAscending() throws IOException {
    for (int number = 20; number > 0; number -= 2) {
      Files.createDirectories(directory.resolve("store/v" + number));
    }
    Files.createFile(directory.resolve("store/.v11.tmp-1"));
    Files.createFile(directory.resolve("store/w12"));

    assertThat(numbers("store")).containsExactly(2, 4, 6, 8, 10, 12, 14, 16, 18, 20);
  }

  @Test
  void givesNoneWhereThereIsNoDirectory() {
    assertThat(numbers("none")).isEmpty();
  }
}
