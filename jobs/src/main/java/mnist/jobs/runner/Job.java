package mnist.jobs.runner;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A subcommand. Its options are fields that picocli fills. */
public interface Job {

  /** As on the command line. */
  String name();

  /** The file of settings that the user names. */
  Optional<String> config();

  /** The options that override settings: values by key, null where the user gave none. */
  Map<String, Object> overrides();

  /** The settings that it uses: keys, and first parts of keys. */
  Set<String> settings();

  /** The model store that the user names; it keeps the result of its last job, however it ended. */
  default Optional<String> store() {
    return Optional.empty();
  }

  /** Whether Spark is started before it runs; otherwise it starts when the job asks for it. */
  default boolean needsSpark() {
    return true;
  }

  /**
   * Whether it looks itself, in {@link #run}, if there are executors that can run it. For other
   * jobs that is done before.
   */
  default boolean examinesExecutors() {
    return false;
  }

  JobResult run(JobContext context) throws Exception;
}
