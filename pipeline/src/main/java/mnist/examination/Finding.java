package mnist.examination;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that a delivery was found to have.
 *
 * @param check what was examined; {@code name} in JSON
 * @param harmful whether it exceeds its bound, so that a policy of refusal refuses the delivery
 * @param sentence what was found, for people
 * @param remedy what to do about it, for people
 * @param figures by snake_case key: counts, shares of 0 to 1, and lists of them
 * @param examples images that show it, some of them
 */
public record Finding(
    @JsonProperty("name") Check check,
    boolean harmful,
    String sentence,
    String remedy,
    SortedMap<String, Object> figures,
    List<Example> examples) {

  /** How many examples a finding has at most. */
  static final int EXAMPLES = 12;

  public Finding {
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    examples = examples.stream().limit(EXAMPLES).toList();
  }

  Finding(
      Check check,
      boolean harmful,
      String sentence,
      String remedy,
      Map<String, ?> figures,
      List<Example> examples) {
    this(check, harmful, sentence, remedy, new TreeMap<>(figures), examples);
  }

  /**
   * An image.
   *
   * @param id of the record
   * @param caption for people, such as "label 3, read as 5"
   */
  public record Example(long id, String caption) {}
}
