package mnist.jobs.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.testing.Deadline;

/**
 * A server of {@code src/test/servers} in a JVM of its own: it prints its URI when it is ready and
 * ends when its standard input is closed.
 */
final class ServerProcess implements AutoCloseable {
  private static final Path SOURCES = Path.of("src/test/servers");
  private static final Path SERVERS = Path.of("target/servers");
  private static final Path SPARK_JARS = Path.of("target/spark/jars");

  private final Process process;
  private final BufferedReader replies;
  private final URI uri;

  private ServerProcess(Process process, BufferedReader replies, URI uri) {
    this.process = process;
    this.replies = replies;
    this.uri = uri;
  }

  /**
   * HDFS, on the libraries of the assembled Spark.
   *
   * @param directory for its files and its log
   */
  static ServerProcess hdfs(Path directory, int dataNodes) throws IOException {
    return start(
        "HdfsServer",
        hadoop(),
        directory,
        List.of(),
        directory.resolve("hdfs").toString(),
        String.valueOf(dataNodes));
  }

  /**
   * YARN, on the libraries of the assembled Spark and those of the profile "clusters"; its URI is
   * that of a directory, for HADOOP_CONF_DIR.
   *
   * @param directory for its files and its log
   */
  static ServerProcess yarn(Path directory) throws IOException {
    String classPath =
        Stream.of("junit", "bcprov-jdk15on", "bcpkix-jdk15on")
            .map(name -> ":" + SERVERS.resolve(name + ".jar").toAbsolutePath())
            // JAXB was a part of Java once.
            .collect(
                Collectors.joining(
                    "", hadoop(), sparkJars("jakarta.xml.bind-api-", "activation-")));
    return start(
        "YarnServer",
        classPath,
        directory,
        // Guice of that time defines classes by reflection.
        List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"),
        directory.resolve("hadoop-conf").toString());
  }

  private static String hadoop() throws IOException {
    return SERVERS.resolve("hadoop-client-minicluster.jar").toAbsolutePath()
        + sparkJars("hadoop-client-", "slf4j-api-", "commons-logging-", "log4j-");
  }

  /**
   * An object store with one bucket.
   *
   * @param directory for its log
   */
  static ServerProcess s3(Path directory, String bucket) throws IOException {
    Path jar = SERVERS.resolve("s3proxy-jar-with-dependencies.jar");
    return start("S3Server", jar.toAbsolutePath().toString(), directory, List.of(), bucket);
  }

  private static String sparkJars(String... prefixes) throws IOException {
    try (Stream<Path> jars = Files.list(SPARK_JARS)) {
      return jars.filter(
              jar -> Stream.of(prefixes).anyMatch(jar.getFileName().toString()::startsWith))
          .map(jar -> ":" + jar.toAbsolutePath())
          .collect(Collectors.joining());
    }
  }

  private static ServerProcess start(
      String name, String classPath, Path directory, List<String> javaOptions, String... arguments)
      throws IOException {
    Path log = directory.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It lives for minutes: not worth the better compiler's time.
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", classPath));
    command.add(SOURCES.resolve(name + ".java").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectError(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = Deadline.start(builder, Deadline.OF_A_LONG_ONE);
    BufferedReader replies =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String reply = replies.readLine();
    if (reply == null) {
      throw new IOException(name + " ended before it was ready: " + Files.readString(log));
    }
    return new ServerProcess(process, replies, URI.create(reply));
  }

  /** Ends a data node of HDFS, which the name node then takes for alive for some minutes. */
  void stopDataNode(int number) throws IOException {
    Writer commands = process.outputWriter();
    commands.write(number + "\n");
    commands.flush();
    String reply = replies.readLine();
    if (!String.valueOf(number).equals(reply)) {
      throw new IOException("Data node " + number + " was to stop, but the server said " + reply);
    }
  }

  /** Where it listens. */
  URI uri() {
    return uri;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (process.waitFor(1, TimeUnit.MINUTES)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
