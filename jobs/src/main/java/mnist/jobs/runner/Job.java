package mnist.jobs.runner;

import java.util.Map;
import mnist.jobs.options.CommonOptions;

/** A subcommand. Its options are fields that picocli fills. */
public interface Job {

  /** As on the command line. */
  String name();

  CommonOptions common();

  /**
   * The options that override settings: values by key, null where the user gave none. Without such
   * options, none.
   */
  default Map<String, Object> overrides() {
    return Map.of();
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
