package mnist.jobs.options;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every job. */
public final class CommonOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings that override conf/reference.conf (default: none).")
  private String config;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: ${bundle:default.seed}).")
  private Long seed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  /** The file of settings that the user names. */
  public Optional<String> config() {
    return Optional.ofNullable(config);
  }

  /** A job's own overriding settings, by key, with those of these options. */
  public Map<String, Object> with(Map<String, Object> own) {
    Map<String, Object> overrides = new HashMap<>(own);
    overrides.put("seed", seed);
    return overrides;
  }
}
