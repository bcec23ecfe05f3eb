package mnist.examination;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.InvalidInputException;

/**
 * Findings that somebody takes upon themselves, of one delivery.
 *
 * @param findings which
 * @param reason why; null if there are none
 */
public record Accepted(Set<Check> findings, String reason) {

  /** Nothing is accepted. */
  public static final Accepted NONE = new Accepted(Set.of(), null);

  public Accepted {
    findings = Set.copyOf(findings);
  }

  /**
   * Of the options {@code --accept} and {@code --reason}.
   *
   * @param names of findings
   * @param reason null if none was given
   * @throws InvalidInputException if there is no finding of a name, or one of the two options is
   *     given without the other
   */
  public static Accepted of(List<String> names, String reason) {
    if (!names.isEmpty() && (reason == null || reason.isBlank())) {
      throw new InvalidInputException(
          "--accept needs a reason, which is recorded", "add --reason TEXT");
    }
    if (names.isEmpty() && reason != null) {
      throw new InvalidInputException(
          "--reason says why a finding is accepted, but none is", "add --accept FINDING");
    }
    return new Accepted(
        names.stream().map(name -> Check.named("--accept", name)).collect(Collectors.toSet()),
        reason);
  }
}
