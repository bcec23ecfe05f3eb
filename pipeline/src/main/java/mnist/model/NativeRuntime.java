package mnist.model;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.Host;
import mnist.InvalidInputException;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How ND4J's native libraries run in this JVM, and below a Spark task. */
public final class NativeRuntime {

  /** What DL4J 1.0.0-M2 reads; its helpers are off unless this is false. */
  private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

  private static final int RTLD_LAZY = 1;

  /** Read by OpenMP when it is loaded. */
  private static final String THREADS_VARIABLE = "OMP_NUM_THREADS";

  /** Read by oneDNN when it is first used. */
  private static final String ONEDNN_VARIABLE = "DNNL_MAX_CPU_ISA";

  /** Read by OpenBLAS when it is loaded. */
  private static final String OPENBLAS_VARIABLE = "OPENBLAS_CORETYPE";

  private static InstructionSet chosen;
  private static KernelSet kernels;

  /** The part of the C library that Java keeps to itself: the environment that libraries see. */
  private interface CLibrary extends Library {
    int setenv(String name, String value, int overwrite);

    String getenv(String name);
  }

  private NativeRuntime() {}

  /**
   * Chooses the instruction set of this JVM, for good; the native libraries are loaded when they
   * are first needed. A library that the environment holds to another one (DNNL_MAX_CPU_ISA,
   * OPENBLAS_CORETYPE) keeps to that, and {@link #kernels} says so.
   *
   * @throws InvalidInputException if the processor doesn't have it, or this JVM has another already
   */
  public static synchronized void use(InstructionSet wanted) {
    if (chosen == wanted) {
      return;
    }
    if (chosen != null) {
      throw new InvalidInputException(
          "runtime.kernels must be the same for all that one process does: it runs "
              + chosen.label()
              + ", but was asked for "
              + wanted.label(),
          "start another one");
    }
    requireProcessorHas(wanted, Processor.current());
    chosen = wanted;
  }

  /**
   * What an environment holds kernels to, whatever {@link #use} asks for: to be handed on to other
   * processes that must have the same.
   *
   * @param environment variables and their values
   */
  public static Map<String, String> kernelVariables(Map<String, String> environment) {
    return Stream.of(ONEDNN_VARIABLE, OPENBLAS_VARIABLE)
        .filter(environment::containsKey)
        .collect(Collectors.toMap(Function.identity(), environment::get));
  }

  private static void load() {
    Optional<CLibrary> c = cLibrary();
    c.ifPresent(library -> prepareEnvironment(library, chosen));
    System.setProperty(HELPERS_DISABLED, "false");
    Nd4j.getBackend();
    openblas.blas_set_num_threads(1);
    kernels =
        new KernelSet(
            chosen.label(),
            c.map(library -> library.getenv(ONEDNN_VARIABLE)).orElse(KernelSet.UNKNOWN),
            openBlasCore());
  }

  /**
   * To be called on each thread that fits or applies networks, before it makes one: holds OpenMP to
   * one thread, whatever OMP_NUM_THREADS says, as Spark runs a task for each core and more threads
   * would only take turns. OpenMP keeps its limit for each thread, and ND4J sets it to four.
   */
  public static void oneThreadPerTask() {
    kernels();
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }

  /** What computes in this JVM. */
  public static synchronized KernelSet kernels() {
    if (kernels == null) {
      instructionSet();
      load();
    }
    return kernels;
  }

  /**
   * The instruction set of this JVM: the best that its processor has, unless another was chosen.
   */
  public static synchronized InstructionSet instructionSet() {
    if (chosen == null) {
      use(InstructionSet.of(InstructionSet.AUTO));
    }
    return chosen;
  }

  /** Takes a processor whose flags can't be told by the user's word. */
  static void requireProcessorHas(InstructionSet wanted, Processor processor) {
    List<String> lacking = processor.lacking(wanted.flags());
    if (!lacking.isEmpty()) {
      throw new InvalidInputException(
          "Cannot run %s kernels on %s: its processor (%s) has no %s"
              .formatted(
                  wanted.label(),
                  Host.name().orElse("this machine"),
                  processor.name(),
                  String.join(", ", lacking)),
          "set runtime.kernels = %s, for all machines alike"
              .formatted(InstructionSet.best(processor).label()));
    }
  }

  private static Optional<CLibrary> cLibrary() {
    return Platform.isWindows()
        ? Optional.empty()
        : Optional.of(Native.load(Platform.C_LIBRARY_NAME, CLibrary.class));
  }

  private static void prepareEnvironment(CLibrary library, InstructionSet wanted) {
    // For threads that nobody has called oneThreadPerTask on, and whatever the environment says: a
    // task computes in one thread, since Spark runs one for each core. Where OpenBLAS's number of
    // threads differs from that of tasks, it allocates its buffers anew from call to call, and
    // complains on standard output at the end.
    library.setenv(THREADS_VARIABLE, "1", 1);
    if (wanted != InstructionSet.NATIVE) {
      library.setenv(ONEDNN_VARIABLE, wanted.oneDnn(), 0);
      library.setenv(OPENBLAS_VARIABLE, wanted.openBlas(), 0);
    }
  }

  /** As the library says: it falls back to another one from a core type that it doesn't know. */
  private static String openBlasCore() {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      Optional<String> library = openBlasIn(maps);
      if (library.isEmpty()) {
        return KernelSet.UNKNOWN;
      }
      // Lazily and not globally, as it is loaded already: JavaCPP brings a second OpenBLAS, and
      // with global symbols the one frees what the other has allocated.
      Map<String, Object> asItIs = Map.of(Library.OPTION_OPEN_FLAGS, RTLD_LAZY);
      return NativeLibrary.getInstance(library.get(), asItIs)
          .getFunction("openblas_get_corename")
          .invokeString(new Object[0], false);
    } catch (IOException | UnsatisfiedLinkError e) {
      return KernelSet.UNKNOWN;
    }
  }

  /**
   * The path of the OpenBLAS that is loaded.
   *
   * @param maps lines of Linux's /proc/self/maps: five fields, and a path that may have blanks
   */
  static Optional<String> openBlasIn(Stream<String> maps) {
    return maps.map(line -> line.split(" +", 6))
        .filter(fields -> fields.length == 6 && fields[5].contains("libopenblas"))
        .map(fields -> fields[5])
        .findFirst();
  }
}
