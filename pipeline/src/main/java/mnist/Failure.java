package mnist;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A failure that is nobody's bug: people are told what happened and how to mend it, in one line and
 * without a stack trace. Every other exception means a bug.
 */
public abstract sealed class Failure extends RuntimeException
    permits InvalidInputException, UnavailableException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String remedy;
  private final String setting;
  private final TreeMap<String, Object> figures;

  Failure(
      String problem, String remedy, String setting, Map<String, Object> figures, Throwable cause) {
    super(remedy == null ? problem : problem + "; " + remedy, cause);
    this.problem = problem;
    this.remedy = remedy;
    this.setting = setting;
    this.figures = new TreeMap<>(figures);
  }

  /** What happened and where, what was expected and what was found. */
  public final String problem() {
    return problem;
  }

  /** What to do about it; empty where the problem says it all, as of a setting's bounds. */
  public final Optional<String> remedy() {
    return Optional.ofNullable(remedy);
  }

  /** The key of the setting to change, such as {@code train.epochs}; empty if it is about none. */
  public final Optional<String> setting() {
    return Optional.ofNullable(setting);
  }

  /** What programs want to know beside the sentences, by snake_case key; mostly nothing. */
  public final Map<String, Object> figures() {
    return Collections.unmodifiableMap(figures);
  }

  /**
   * Looks for a failure among the causes of an exception. What a task throws reaches the driver
   * inside Spark's own exceptions, also from other JVMs.
   *
   * @param thrown what was caught
   * @return the outermost Failure of {@code thrown} and its causes, if there is one
   */
  public static Optional<Failure> findIn(Throwable thrown) {
    return causes(thrown).stream()
        .filter(Failure.class::isInstance)
        .map(Failure.class::cast)
        .findFirst();
  }

  /**
   * What to throw where a Spark job has ended with an exception, which may be a checked one that no
   * signature tells of.
   *
   * @return the failure in it, or else the exception itself
   */
  public static RuntimeException unwrapped(Throwable thrown) {
    Optional<Failure> failure = findIn(thrown);
    if (failure.isPresent()) {
      return failure.get();
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(thrown);
  }

  /** The exception and its causes, the outermost first, each once; none of null. */
  public static List<Throwable> causes(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }
}
