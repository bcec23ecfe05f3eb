package mnist.jobs;

import picocli.CommandLine.Option;

/** The options of every job. */
final class CommonOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings that override conf/reference.conf (default: none).")
  String config;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: ${bundle:default.seed}).")
  Long seed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  boolean help;
}
