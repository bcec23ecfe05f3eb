package mnist.progress;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mnist.InvalidInputException;
import org.apache.hadoop.fs.Path;

/** All that a run's results depend on, by name: two runs of one identity give the same bytes. */
public record RunIdentity(SortedMap<String, String> values) {

  public RunIdentity {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static RunIdentity of(Map<String, String> values) {
    return new RunIdentity(new TreeMap<>(values));
  }

  /**
   * Checks that the run in a directory is this one.
   *
   * @param there the other's identity
   * @throws InvalidInputException naming what differs
   */
  void requireSame(RunIdentity there, Path directory) {
    TreeSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(there.values.keySet());
    names.removeIf(name -> Objects.equals(values.get(name), there.values.get(name)));
    if (names.isEmpty()) {
      return;
    }
    StringBuilder differences = new StringBuilder();
    for (String name : names) {
      differences.append(
          "%s%s is %s there, but %s here"
              .formatted(
                  differences.isEmpty() ? "" : ", ",
                  name,
                  there.values.get(name),
                  values.get(name)));
    }
    throw new InvalidInputException(
        "Cannot go on in %s, which is another run's: %s".formatted(directory, differences),
        "give what that run was given, or another output");
  }
}
