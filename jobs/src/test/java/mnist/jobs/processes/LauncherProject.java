package mnist.jobs.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.jobs.processes.Processes.Ended;

/** A project of empty files around the launcher, with a spark-submit that a test writes. */
final class LauncherProject {
  static final String SPARK_CORE = "spark-core_2.12-3.5.6.jar";

  final Path directory;
  final Path project;
  final Path launcher;
  final Path jar;
  final Path spark;

  /** Added to this process's; an empty value removes a variable. */
  final Map<String, String> environment = new HashMap<>();

  /**
   * @param sparkSubmit a script
   */
  LauncherProject(Path directory, String sparkSubmit) throws IOException {
    this.directory = directory.toRealPath();
    project = this.directory.resolve("my project");
    launcher = project.resolve("jobs/bin/submit");
    jar = project.resolve("jobs/target/mnist-spark.jar");
    Files.createDirectories(launcher.getParent());
    for (String script : List.of("submit", "build.sh", "start.sh", "surroundings.sh")) {
      Files.copy(Path.of("bin", script), launcher.resolveSibling(script));
    }
    spark = makeSpark(project.resolve("jobs/target/spark"), SPARK_CORE, sparkSubmit);
    Files.writeString(jar, "");
    for (String name :
        List.of(
            "SPARK_HOME",
            "SPARK_CONF_DIR",
            "MASTER",
            "SPARK_DRIVER_MEMORY",
            "SPARK_LOCAL_IP",
            "SPARK_SUBMIT_OPTS",
            "TMPDIR")) {
      environment.put(name, "");
    }
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  static Path makeSpark(Path home, String core, String sparkSubmit) throws IOException {
    makeProgram(home.resolve("bin/spark-submit"), sparkSubmit);
    Files.createDirectories(home.resolve("jars"));
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(home.resolve("jars").resolve(core), "");
    return home;
  }

  static void makeProgram(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Ended submit(String... arguments) throws IOException, InterruptedException {
    return submit(launcher, arguments);
  }

  /**
   * @param program the launcher, or a link to it
   */
  Ended submit(Path program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return Processes.run(directory, environment, command);
  }
}
