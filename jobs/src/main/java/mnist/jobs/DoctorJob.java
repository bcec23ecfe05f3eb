package mnist.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.jobs.doctor.Diagnosis;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.RunDirectories;
import mnist.jobs.training.Preflight;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks for what would hang, kill or slow down a training, and trains nothing. */
@Command(
    description =
        "Looks before a training for what would hang it, kill it or slow it down, and says what to"
            + " do about it.")
final class DoctorJob extends TrainingJob {

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Model store to train into (default: a new one " + RunDirectories.PLACE + ").")
  String store;

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public Set<String> settings() {
    return Set.of("train", "doctor", "runtime");
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    Diagnosis diagnosis =
        Preflight.examine(context, context.output(Optional.ofNullable(store)), data.location());
    System.err.println();
    System.err.println(diagnosis.render());
    Map<String, Object> figures = new HashMap<>();
    figures.put("faults", diagnosis.faults());
    figures.put("warnings", diagnosis.warnings());
    figures.put("findings", diagnosis.findings());
    JobResult result =
        diagnosis.faults() == 0
            ? JobResult.told(figures)
            : diagnosis.mayPass() ? JobResult.unavailable(figures) : JobResult.refused(figures);
    return result.summed(
        List.of(
            diagnosis.summary(),
            "next: " + command(diagnosis.faults() == 0 ? TrainJob.NAME : name())));
  }

  /** A job with the same options, but for those of the training, which the user has at hand. */
  private String command(String job) {
    List<Object> words = new ArrayList<>(List.of(job));
    config().ifPresent(file -> words.addAll(List.of("--config", file)));
    Optional.ofNullable(store).ifPresent(given -> words.addAll(List.of("--store", given)));
    return data.location().submit("--data", words.toArray());
  }
}
