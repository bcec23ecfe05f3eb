package mnist.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.options.DataOption;
import mnist.jobs.options.TrainingOptions;
import mnist.jobs.runner.Job;
import picocli.CommandLine.Mixin;

/** What jobs have in common that train by the settings and options of a training. */
abstract class TrainingJob implements Job {
  @Mixin final DataOption data = new DataOption();
  @Mixin final TrainingOptions training = new TrainingOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Override
  public final Optional<String> config() {
    return common.config();
  }

  @Override
  public Set<String> settings() {
    return settingsAnd();
  }

  /** The settings of a training, and some more. */
  static Set<String> settingsAnd(String... more) {
    Set<String> settings =
        new TreeSet<>(
            Set.of(
                "seed",
                "data",
                "input",
                "transform",
                "augment",
                "model",
                "train",
                "doctor",
                "runtime"));
    settings.addAll(Set.of(more));
    return settings;
  }

  @Override
  public final Map<String, Object> overrides() {
    return common.with(data.with(training.overrides()));
  }

  @Override
  public final boolean examinesExecutors() {
    return true;
  }
}
