package mnist.input;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An input that is opened again.
 *
 * @param images what was pinned
 * @param changed pinned files that are gone or aren't what they were, and what happened to them, by
 *     address
 */
public record OpenedInput(ImageInput images, Map<String, String> changed) {

  public static final String GONE = "it is gone";

  /** Of which nothing has changed. */
  public static OpenedInput of(ImageInput images) {
    return new OpenedInput(images, Map.of());
  }

  /** What happened to files that were listed before. */
  static Map<String, String> changes(Pin pin, Listing now) {
    Map<String, ListedFile> found =
        now.files().stream()
            .collect(
                Collectors.toMap(
                    file -> file.path().toString(), Function.identity(), (one, same) -> one));
    Map<String, String> changed = new HashMap<>();
    for (ListedFile then : pin.files()) {
      String path = then.path().toString();
      ListedFile file = found.get(path);
      if (file == null) {
        changed.put(path, GONE);
      } else if (file.length() != then.length()) {
        changed.put(
            path,
            "it has changed since the run began, from %d bytes to %d"
                .formatted(then.length(), file.length()));
      } else if (file.modified() != then.modified()) {
        changed.put(path, "it has changed since the run began: it was written at another time");
      }
    }
    return changed;
  }
}
