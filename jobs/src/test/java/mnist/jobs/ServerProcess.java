package mnist.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server of {@code src/test/servers} in a JVM of its own: it prints its URI when it is ready and
 * ends when its standard input is closed.
 */
final class ServerProcess implements AutoCloseable {
  private static final Path SOURCES = Path.of("src/test/servers");
  private static final Path SERVERS = Path.of("target/servers");
  private static final Path SPARK_JARS = Path.of("target/spark/jars");

  private final Process process;
  private final URI uri;

  private ServerProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * HDFS, on the libraries of the assembled Spark.
   *
   * @param directory for its files and its log
   */
  static ServerProcess hdfs(Path directory) throws IOException {
    String classPath =
        SERVERS.resolve("hadoop-client-minicluster.jar")
            + sparkJars("hadoop-client-", "slf4j-api-", "commons-logging-", "log4j-");
    return start("HdfsServer", classPath, directory, directory.resolve("hdfs").toString());
  }

  /**
   * An object store with one bucket.
   *
   * @param directory for its log
   */
  static ServerProcess s3(Path directory, String bucket) throws IOException {
    Path jar = SERVERS.resolve("s3proxy-jar-with-dependencies.jar");
    return start("S3Server", jar.toString(), directory, bucket);
  }

  private static String sparkJars(String... prefixes) throws IOException {
    try (Stream<Path> jars = Files.list(SPARK_JARS)) {
      return jars.filter(
              jar -> Stream.of(prefixes).anyMatch(jar.getFileName().toString()::startsWith))
          .map(jar -> ":" + jar)
          .collect(Collectors.joining());
    }
  }

  private static ServerProcess start(String name, String classPath, Path directory, String argument)
      throws IOException {
    Path log = directory.resolve(name + ".log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // It lives for a minute: not worth the better compiler's time.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                SOURCES.resolve(name + ".java").toString(),
                argument)
            .redirectError(log.toFile())
            .start();
    BufferedReader replies =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String reply = replies.readLine();
    if (reply == null) {
      throw new IOException(name + " ended before it was ready: " + Files.readString(log));
    }
    return new ServerProcess(process, URI.create(reply));
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
    process.destroyForcibly();
  }
}
