package mnist.jobs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.Shell;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A job that counts to ten, or fails as told. */
@Command(description = "Counts.")
final class ProbeJob implements Job {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--output", required = true)
  private String output;

  @Option(names = "--epochs", description = "Epochs (default: ${bundle:default.train.epochs}).")
  private Integer epochs;

  /** Called before counting. */
  private final Failure failure;

  ProbeJob(Failure failure) {
    this.failure = failure;
  }

  interface Failure {
    void fail(JobContext context) throws Exception;
  }

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public Optional<String> config() {
    return common.config();
  }

  @Override
  public Set<String> settings() {
    return Set.of("train.epochs");
  }

  @Override
  public Map<String, Object> overrides() {
    Map<String, Object> overrides = new HashMap<>();
    overrides.put("train.epochs", epochs);
    return common.with(overrides);
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    failure.fail(context);
    System.out.println("a library's chatter");
    Path directory = context.output(Optional.ofNullable(output));
    long count = context.step("count to ten", () -> context.spark().range(10).count());
    return JobResult.done(
            directory,
            Map.of(
                "count",
                count,
                "path",
                directory,
                "epochs",
                context.settings().integer("train.epochs")))
        .summed(
            List.of("counted to " + count, "next: " + Shell.submit(name(), "--output", directory)));
  }
}
