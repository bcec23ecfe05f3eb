package mnist.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mnist.testing.Deadline;
import mnist.testing.OwnJvm;

/**
 * Processes that do the same thing at the same moment. Each runs a main class that calls {@link
 * #serve}; a round has two halves, so that all are ready before any goes.
 */
public final class RacingJvms implements AutoCloseable {
  private static final String REPLY = "reply ";

  private final List<Process> processes = new ArrayList<>();
  private final List<BufferedReader> replies = new ArrayList<>();
  private final List<PrintWriter> commands = new ArrayList<>();

  /** Who is told first, in turns, so that nobody always has the start. */
  private int first;

  /** Starts {@code count} JVMs with this one's class path and module settings. */
  public static RacingJvms start(int count, Class<?> main, Path log) throws IOException {
    return start(count, main, log, System.getProperty("java.class.path"));
  }

  /** Starts {@code count} JVMs with another class path. */
  public static RacingJvms start(int count, Class<?> main, Path log, String classPath)
      throws IOException {
    RacingJvms jvms = new RacingJvms();
    // They live for a second: quick to start matters, fast code doesn't.
    List<String> options = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    for (int i = 0; i < count; i++) {
      ProcessBuilder builder = OwnJvm.of(options, main);
      builder.environment().put("CLASSPATH", classPath);
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      Process process = Deadline.start(builder, Deadline.OF_A_PROGRAM);
      jvms.processes.add(process);
      jvms.replies.add(
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
      jvms.commands.add(
          new PrintWriter(
              new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true));
    }
    return jvms;
  }

  /** Sends process i the i-th command; returns the replies when all have come, in that order. */
  public List<String> tell(List<String> each) throws IOException {
    first = (first + 1) % commands.size();
    for (int i = 0; i < commands.size(); i++) {
      int next = (first + i) % commands.size();
      commands.get(next).println(each.get(next));
    }
    List<String> answers = new ArrayList<>();
    for (BufferedReader reader : replies) {
      String line = reader.readLine();
      while (line != null && !line.startsWith(REPLY)) {
        line = reader.readLine();
      }
      if (line == null) {
        throw new IOException("a process ended instead of replying; see its log");
      }
      answers.add(line.substring(REPLY.length()));
    }
    return answers;
  }

  /** Sends all the same command. */
  public List<String> tellAll(String command) throws IOException {
    return tell(Stream.generate(() -> command).limit(processes.size()).toList());
  }

  /** The processes' side: answers each line of standard input until it ends. */
  public static void serve(UnaryOperator<String> answer) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(REPLY + answer.apply(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    commands.forEach(PrintWriter::close);
    for (Process process : processes) {
      process.destroy();
      process.onExit().join();
    }
  }
}
