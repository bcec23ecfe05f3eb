package mnist.jobs.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a part of a job came to.
 *
 * @param figures paths and main figures by snake_case key, for the result
 * @param summary the same for people: a line for what came of it, and one for where it is
 */
public record JobOutcome(Map<String, Object> figures, List<String> summary) {

  /** The summary, and the command that makes use of what was done. */
  public List<String> summaryAnd(String next) {
    List<String> lines = new ArrayList<>(summary);
    lines.add("next: " + next);
    return lines;
  }
}
