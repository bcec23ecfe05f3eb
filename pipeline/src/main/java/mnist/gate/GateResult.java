package mnist.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether a challenger may become champion.
 *
 * @param judging what was judged
 * @param checks all of them, in their order
 */
public record GateResult(Judging judging, List<Check> checks) {

  /**
   * In {@link #figures}: the name of the champion so far that gets most of the images right; left
   * out where no images were judged.
   */
  public static final String BEST_CHAMPION = "best_champion";

  public GateResult {
    checks = List.copyOf(checks);
  }

  /** Whether every check has. */
  public boolean passed() {
    return checks.stream().allMatch(Check::passed);
  }

  /** Why, for people: what the challenger didn't show, or what it did. */
  public String reason() {
    String sentences =
        checks.stream()
            .filter(check -> check.passed() == passed())
            // Of one that passes, how it compares says enough.
            .filter(check -> !passed() || check.name().startsWith(Gate.ACCURACY))
            .map(Check::sentence)
            .collect(Collectors.joining("; "));
    return passed()
        ? "%s passes all %d checks: %s"
            .formatted(judging.challenger().version(), checks.size(), sentences)
        : "%s stays champion: %s".formatted(judging.champion().version(), sentences);
  }

  /** All numbers, as they go into JSON. */
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("passed", passed());
    figures.put("images", judging.count());
    figures.put("against", judging.champion().version());
    if (judging.count() > 0) {
      figures.put(BEST_CHAMPION, judging.best().version());
      Map<String, Object> models = new LinkedHashMap<>();
      models.put("challenger", judging.challenger().figures());
      models.put("champion", judging.champion().figures());
      models.put("best", judging.best().figures());
      figures.put("models", models);
    }
    figures.put("checks", checks.stream().map(Check::toMap).toList());
    return figures;
  }
}
