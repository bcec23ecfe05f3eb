package mnist.jobs.options;

import picocli.CommandLine.Option;

/** The options of every job. */
public final class CommonOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings that override conf/reference.conf (default: none).")
  public String config;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: ${bundle:default.seed}).")
  public Long seed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  boolean help;
}
