package mnist.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mnist.InvalidInputException;
import org.apache.spark.launcher.JavaModuleOptions;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The JMH suite: what the pieces of a training step cost, each by itself in one thread. */
final class Kernels {

  private Kernels() {}

  /**
   * Runs the kernels whose names match, each in a process of its own.
   *
   * @param pattern a regular expression
   * @return for each its name, parameters, score, error and unit
   * @throws InvalidInputException if none matches
   */
  static List<Map<String, Object>> run(String pattern) throws RunnerException {
    List<String> arguments =
        new ArrayList<>(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
    arguments.addAll(List.of("-Dspark.master=local[1]", "-Dspark.ui.enabled=false"));
    Options options =
        new OptionsBuilder()
            .include(pattern)
            .jvmArgs(arguments.toArray(String[]::new))
            .shouldFailOnError(true)
            .build();
    try {
      return figures(new Runner(options).run());
    } catch (NoBenchmarksException e) {
      throw new InvalidInputException(
          "--kernels was " + pattern + ", which matches none",
          "give a pattern for some of AveragingKernels, BlockKernels, CountingKernels,"
              + " GradientKernels, MinibatchKernels and PictureKernels",
          e);
    }
  }

  private static List<Map<String, Object>> figures(Collection<RunResult> results) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (RunResult result : results) {
      Result<?> primary = result.getPrimaryResult();
      Map<String, Object> figures = new TreeMap<>();
      for (String key : result.getParams().getParamsKeys()) {
        figures.put(key, result.getParams().getParam(key));
      }
      figures.put("kernel", result.getParams().getBenchmark());
      figures.put("score", primary.getScore());
      figures.put("error", primary.getScoreError());
      figures.put("unit", primary.getScoreUnit());
      all.add(figures);
    }
    return all;
  }
}
