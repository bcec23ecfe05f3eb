package mnist.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.Bounds;
import mnist.input.InputSplit;

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
   * The same parts of an input that was opened again. Splits that a file has now, where it is
   * longer than it was, are in the part that has the last of it; those of a file that is gone are
   * in none.
   *
   * @param keys of {@link #keys}
   * @param splits that there are now, in order
   */
  public static Parts again(List<List<String>> keys, List<InputSplit> splits) {
    Map<String, Integer> byKey = new HashMap<>();
    Map<String, Integer> byFile = new HashMap<>();
    for (int part = 0; part < keys.size(); part++) {
      for (String key : keys.get(part)) {
        byKey.put(key, part);
        byFile.put(key.substring(0, key.lastIndexOf('@')), part);
      }
    }
    List<List<InputSplit>> parts = new ArrayList<>();
    keys.forEach(any -> parts.add(new ArrayList<>()));
    for (InputSplit split : splits) {
      Integer part = byKey.getOrDefault(split.key(), byFile.get(split.file()));
      if (part != null) {
        parts.get(part).add(split);
      }
    }
    return new Parts(parts);
  }
}
