package mnist.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.input.InputSplit;
import mnist.input.OpenedInput;

/**
 * An input in parts, each a run of consecutive splits whose predictions share a file. They depend
 * on the input and the setting alone.
 *
 * @param parts splits of each, in order
 */
public record Parts(List<List<InputSplit>> parts) {

  public Parts {
    parts = parts.stream().map(List::copyOf).toList();
  }

  /**
   * Cuts an input.
   *
   * @param splits in order
   * @param images of a part, 1 or more; a part is full when it has as many, about
   */
  public static Parts of(List<InputSplit> splits, long images) {
    Bounds.atLeast("score.images-per-file", images, 1, "images");
    List<List<InputSplit>> parts = new ArrayList<>();
    List<InputSplit> part = new ArrayList<>();
    long held = 0;
    for (InputSplit split : splits) {
      part.add(split);
      held += split.images();
      if (held >= images) {
        parts.add(part);
        part = new ArrayList<>();
        held = 0;
      }
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return new Parts(parts);
  }

  /** What {@link #again} takes. */
  public List<List<String>> keys() {
    return parts.stream().map(part -> part.stream().map(InputSplit::key).toList()).toList();
  }

  /**
   * The same parts of an input that was opened again.
   *
   * @param keys of {@link #keys}
   * @param opened the input; if nothing of it has changed, it may lie elsewhere
   * @throws InvalidInputException if what hasn't changed is split otherwise, so that rows would be
   *     lost or scored twice
   */
  public static Parts again(List<List<String>> keys, OpenedInput opened) {
    List<InputSplit> splits = opened.images().splits();
    return opened.changed().isEmpty()
        ? inOrder(keys, splits)
        : byKey(keys, splits, opened.changed().keySet());
  }

  static Parts inOrder(List<List<String>> keys, List<InputSplit> splits) {
    Stream<Long> starts = keys.stream().flatMap(List::stream).map(InputSplit::startOf);
    requireSame(starts.toList().equals(splits.stream().map(InputSplit::start).toList()));
    Iterator<InputSplit> next = splits.iterator();
    return new Parts(
        keys.stream().map(part -> part.stream().map(any -> next.next()).toList()).toList());
  }

  /**
   * Splits that a file has now, where it is longer than it was, are in the part that has the last
   * of it; those of a file that is gone, or had nothing to read, are in none.
   */
  static Parts byKey(List<List<String>> keys, List<InputSplit> splits, Set<String> changed) {
    Map<String, Integer> byKey = new HashMap<>();
    Map<String, Integer> byFile = new HashMap<>();
    List<List<InputSplit>> parts = new ArrayList<>();
    for (int part = 0; part < keys.size(); part++) {
      for (String key : keys.get(part)) {
        byKey.put(key, part);
        byFile.put(InputSplit.fileOf(key), part);
      }
      parts.add(new ArrayList<>());
    }
    Set<String> unread = new HashSet<>(byKey.keySet());
    for (InputSplit split : splits) {
      Integer part = byKey.getOrDefault(split.key(), byFile.get(split.file()));
      requireSame(unread.remove(split.key()) || changed.contains(split.file()));
      if (part != null) {
        parts.get(part).add(split);
      }
    }
    requireSame(unread.stream().map(InputSplit::fileOf).allMatch(changed::contains));
    return new Parts(parts);
  }

  private static void requireSame(boolean isSame) {
    if (!isSame) {
      throw new InvalidInputException(
          "Cannot go on: the input is read in other pieces than when the run began",
          "choose another output");
    }
  }
}
