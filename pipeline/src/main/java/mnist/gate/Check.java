package mnist.gate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that a challenger has to show.
 *
 * @param name of the check, as in figures
 * @param passed whether it has been shown
 * @param sentence with the numbers, for people
 * @param figures the numbers, as they go into JSON
 */
public record Check(String name, boolean passed, String sentence, Map<String, Object> figures) {

  /** All of it, as it goes into JSON. */
  Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", name);
    all.put("passed", passed);
    all.put("sentence", sentence);
    all.put("figures", figures);
    return all;
  }
}
