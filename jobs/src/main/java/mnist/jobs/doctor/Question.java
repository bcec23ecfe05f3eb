package mnist.jobs.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import mnist.Failure;
import mnist.Host;
import mnist.InvalidInputException;
import mnist.files.Causes;
import mnist.files.Glob;
import mnist.files.StorageFailure;
import mnist.model.InstructionSet;
import mnist.model.NativeRuntime;
import mnist.model.Processor;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.SerializableConfiguration;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * A question to a process, answered inside it.
 *
 * @param conf for opening file systems
 * @param directory in which to leave a file named after the process; null for none
 * @param data to look for: a path or a glob; null for none
 * @param instructions for native kernels
 */
record Question(
    SerializableConfiguration conf, String directory, String data, InstructionSet instructions)
    implements Serializable {
  private static final String BUILDS = "/org/nd4j/linalg/cpu/nativecpu/bindings/";

  /** ND4J's builds, in the order in which JavaCPP tries them. */
  private static final List<String> EXTENSIONS =
      List.of("-onednn", "-onednn-avx512", "-onednn-avx2", "", "-avx2", "-avx512", "-compat");

  /** The facts on the process that this runs in. */
  ProcessFacts answer() {
    String id = SparkEnv.get().executorId();
    String name = id.equals("driver") ? ProcessFacts.DRIVER : ProcessFacts.EXECUTOR + id;
    return new ProcessFacts(
        name,
        Host.name().orElseGet(() -> SparkEnv.get().blockManager().blockManagerId().host()),
        Runtime.version().toString(),
        JavaModules.closed(),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        natives(),
        new ProcessFacts.Paths(write(name), read()),
        writeLocally(),
        TemporaryDirectory.fault());
  }

  private static ProcessFacts.Memory memory() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ProcessFacts.Memory(
        system.getTotalMemorySize() >> 20,
        Runtime.getRuntime().maxMemory() >> 20,
        Pointer.maxPhysicalBytes() >> 20);
  }

  /** Loads the library only if it fits: one for another processor would kill the process. */
  private ProcessFacts.Natives natives() {
    String platform = Loader.getPlatform();
    String file = "/" + System.mapLibraryName("jnind4jcpu");
    List<String> builds =
        EXTENSIONS.stream()
            .filter(e -> Question.class.getResource(BUILDS + platform + e + file) != null)
            .toList();
    Processor processor = Processor.current();
    List<String> missing =
        builds.stream()
            .flatMap(build -> processor.lacking(NativeLibrary.needed(build)).stream())
            .toList();
    String kernels = null;
    String fault = null;
    if (!builds.isEmpty() && missing.isEmpty()) {
      try {
        NativeRuntime.use(instructions);
        NativeRuntime.kernels();
      } catch (InvalidInputException e) {
        kernels = e.getMessage();
      } catch (Exception | LinkageError e) {
        fault = Causes.innermost(e);
      }
    }
    return new ProcessFacts.Natives(platform, builds, processor.name(), missing, kernels, fault);
  }

  private Failure write(String name) {
    if (directory == null) {
      return null;
    }
    Path file = new Path(directory, ProcessFacts.fileName(name));
    try (OutputStream out = files(file).create(file, true)) {
      out.write(1);
      return null;
    } catch (IOException e) {
      return StorageFailure.of("can't write " + directory, null, e);
    }
  }

  private Failure read() {
    if (data == null) {
      return null;
    }
    try {
      Configuration hadoop = conf.value();
      return Glob.find(new Path(data), hadoop).isEmpty()
          ? new InvalidInputException("there is no " + data, "give another path")
          : null;
    } catch (IOException e) {
      return StorageFailure.of("can't read " + data, null, e);
    }
  }

  private FileSystem files(Path path) throws IOException {
    Configuration hadoop = conf.value();
    return path.getFileSystem(hadoop);
  }

  private static String writeLocally() {
    String[] directories = SparkEnv.get().blockManager().diskBlockManager().localDirsString();
    return Stream.of(directories)
        .map(Question::writeLocally)
        .filter(fault -> fault != null)
        .findFirst()
        .orElse(null);
  }

  private static String writeLocally(String directory) {
    try {
      Files.delete(
          Files.write(
              Files.createTempFile(java.nio.file.Path.of(directory), "doctor", ""),
              new byte[] {1}));
      return null;
    } catch (IOException e) {
      return "can't write " + directory + ": " + Causes.innermost(e);
    }
  }
}
