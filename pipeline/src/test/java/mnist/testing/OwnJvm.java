package mnist.testing;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own, for what happens once in a process, or to it. */
public final class OwnJvm {

  private OwnJvm() {}

  /**
   * Not started yet; it has this one's class path and module settings, but neither its agents nor
   * its size of the heap.
   *
   * @param options of Java, such as {@code -Xmx512m}
   */
  public static ProcessBuilder of(List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-Xmx"))
        .forEach(command::add);
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder program = new ProcessBuilder(command);
    program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return program;
  }
}
