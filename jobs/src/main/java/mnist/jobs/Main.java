package mnist.jobs;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.config.NearestName;
import mnist.config.Settings;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobRunner;
import mnist.jobs.runner.StandardError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The application that spark-submit starts. */
@Command(
    name = "jobs/bin/submit",
    customSynopsis = "jobs/bin/submit [spark-submit options] JOB [job options]",
    description = {
      "",
      "Runs one job on Spark. JOB --help lists its options. spark-submit's own options, such as"
          + " --master (default: local[*]) or --conf, stand before the job.",
      ""
    },
    commandListHeading = "Jobs:%n",
    footer = {
      "",
      "The launcher also has the job bench, which measures these against other libraries and is"
          + " built when it is first used."
    })
public final class Main {
  /** Java's, for bytes that aren't letters. */
  private static final char UNKNOWN_LETTER = '\uFFFD';

  /** Of spark-submit's options those that take a value; they stand before the job. */
  private static final Set<String> SPARK_OPTIONS =
      Set.of(
          "--master",
          "--deploy-mode",
          "--conf",
          "-c",
          "--properties-file",
          "--name",
          "--jars",
          "--packages",
          "--repositories",
          "--exclude-packages",
          "--files",
          "--archives",
          "--driver-memory",
          "--driver-cores",
          "--driver-java-options",
          "--driver-class-path",
          "--driver-library-path",
          "--executor-memory",
          "--executor-cores",
          "--total-executor-cores",
          "--num-executors",
          "--principal",
          "--keytab",
          "--proxy-user",
          "--queue");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  private Main() {}

  /** Runs the job named by the arguments; the process ends with its exit code. */
  public static void main(String[] arguments) {
    // Names of files, numbers in them and messages are the same wherever a job runs.
    Locale.setDefault(Locale.ROOT);
    PrintStream results = System.out;
    PrintStream errors = new StandardError(System.err);
    System.setErr(errors);
    // Libraries that print have to do it elsewhere: standard output is the result's.
    System.setOut(errors);
    int code = run(arguments, results, errors);
    // Not for 0: in a YARN container that would count as a failure.
    if (code != JobRunner.DONE) {
      System.exit(code);
    }
  }

  /**
   * Runs the job named by the arguments in this process, in a Spark session of its own.
   *
   * @param results takes the result's line and nothing else
   * @param errors takes everything else
   * @return the exit code
   */
  public static int run(String[] arguments, PrintStream results, PrintStream errors) {
    return run(arguments, jobs(), results, errors);
  }

  static int run(String[] arguments, List<Job> jobs, PrintStream results, PrintStream errors) {
    Optional<String> garbled = garbled(arguments);
    if (garbled.isPresent()) {
      errors.println("error: " + garbled.get());
      return JobRunner.USER_MISTAKE;
    }
    CommandLine commands = new CommandLine(new Main());
    jobs.forEach(job -> commands.addSubcommand(job.name(), job));
    // After the jobs are added, since only those that are there take part.
    commands
        .setResourceBundle(defaults())
        .setUsageHelpAutoWidth(true)
        .setOut(new PrintWriter(results, true))
        .setExecutionStrategy(parsed -> execute(parsed, results, errors))
        .setParameterExceptionHandler(
            (mistake, all) -> {
              errors.println("error: " + explain(mistake));
              return JobRunner.USER_MISTAKE;
            });
    return commands.execute(arguments);
  }

  /**
   * Letters that the locale lacks are lost before a program sees them, and a path is another one.
   */
  private static Optional<String> garbled(String[] arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of(System.getProperty("user.dir")))
        .filter(text -> text.indexOf(UNKNOWN_LETTER) >= 0)
        .findFirst()
        .map(
            text ->
                "Cannot read %s: it has letters that the locale's encoding, %s, lacks; set the environment variable LC_ALL to a locale that has them, such as C.UTF-8"
                    .formatted(text, System.getProperty("sun.jnu.encoding")));
  }

  static List<Job> jobs() {
    return List.of(
        new IngestJob(),
        new TrainJob(),
        new EvaluateJob(),
        new ScoreJob(),
        new RetrainJob(),
        new DeliveriesJob(),
        new ModelsJob(),
        new PipelineJob(),
        new DoctorJob(),
        new GridJob(),
        new RepeatJob(),
        new AppJob());
  }

  private static int execute(ParseResult parsed, PrintStream results, PrintStream errors) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    if (!parsed.hasSubcommand()) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(),
          "No job given; expected one of: " + names(parsed.commandSpec()));
    }
    Job job = (Job) parsed.subcommand().commandSpec().userObject();
    return new JobRunner(results, errors).run(job);
  }

  private static String explain(ParameterException mistake) {
    CommandSpec command = mistake.getCommandLine().getCommandSpec();
    if (command.userObject() instanceof Main) {
      return mistake instanceof UnmatchedArgumentException unmatched
          ? "Unknown job '" + name(unmatched) + "'; expected one of: " + names(command)
          : mistake.getMessage();
    }
    if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
      return mistake.getMessage() + "; " + command.name() + " --help lists the options";
    }
    String given = name(unmatched);
    if (SPARK_OPTIONS.contains(given)) {
      return "Unknown option "
          + given
          + " of "
          + command.name()
          + "; it is spark-submit's: give it before the job, as in jobs/bin/submit "
          + given
          + " VALUE "
          + command.name();
    }
    String hint =
        NearestName.of(given, command.optionsMap().keySet())
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse(command.name() + " --help lists the options");
    return "Unknown option " + given + " of " + command.name() + "; " + hint;
  }

  private static String name(UnmatchedArgumentException unmatched) {
    return unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
  }

  private static String names(CommandSpec root) {
    return root.subcommands().keySet().stream().collect(Collectors.joining(", "));
  }

  /** Settings' defaults, for the help texts: ${bundle:default.train.epochs}. */
  private static ResourceBundle defaults() {
    Map<String, String> defaults = new TreeMap<>();
    // The prefix, since picocli takes a key that is an option's name for its description.
    Settings.of(Map.of()).effective().forEach((key, v) -> defaults.put("default." + key, v));
    return new ResourceBundle() {
      @Override
      protected Object handleGetObject(String key) {
        return defaults.get(key);
      }

      @Override
      public Enumeration<String> getKeys() {
        return Collections.enumeration(defaults.keySet());
      }
    };
  }
}
