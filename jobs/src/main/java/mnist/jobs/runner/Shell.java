package mnist.jobs.runner;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.report.ShellText;
import org.apache.hadoop.fs.Path;

/** Commands and paths as people paste them into a shell. */
public final class Shell {
  private static final String LAUNCHER = "jobs/bin/submit";

  private Shell() {}

  /**
   * The command that runs a job, in one line.
   *
   * @param arguments the job's name and options; paths are written as {@link #path} writes them
   */
  public static String submit(Object... arguments) {
    return submit(System.getenv(), java.nio.file.Path.of(""), arguments);
  }

  /**
   * @param environment without the launcher's variable, the command begins with the job's name
   * @param directory that the command will be pasted in
   */
  static String submit(
      Map<String, String> environment, java.nio.file.Path directory, Object... arguments) {
    String project = environment.get("MNIST_SPARK_HOME");
    Stream<String> words =
        Stream.of(arguments).map(word -> word instanceof Path p ? path(p) : word.toString());
    if (project != null) {
      java.nio.file.Path home = java.nio.file.Path.of(project);
      String launcher =
          home.equals(directory.toAbsolutePath().normalize())
              ? LAUNCHER
              : home.resolve(LAUNCHER).toString();
      words = Stream.concat(Stream.of(launcher), words);
    }
    return words.map(Shell::quoted).collect(Collectors.joining(" "));
  }

  /** The path; of this machine's file system without its scheme. */
  public static String path(Path path) {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  /** The path as an argument. */
  public static String word(Path path) {
    return quoted(path(path));
  }

  /** The word in quotes, if it has letters that mean something to a shell. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : ShellText.quoted(word);
  }
}
