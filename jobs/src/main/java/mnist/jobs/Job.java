package mnist.jobs;

import java.util.Map;

/** A subcommand. Its options are fields that picocli fills. */
interface Job {

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

  JobResult run(JobContext context) throws Exception;
}
