package mnist.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import mnist.Bounds;
import mnist.InvalidInputException;

/**
 * The processor instructions that native kernels may use. Sums come out in another order, and so in
 * other bits, with another one; results are compared within one only.
 */
public enum InstructionSet {
  /** What x86-64 processors have had since 2013. */
  AVX2("AVX2", "Haswell", List.of("avx2", "fma")),

  /** The server part of AVX-512, without the extensions of later processors. */
  AVX512("AVX512_CORE", "SkylakeX", List.of("avx512f", "avx512bw", "avx512dq", "avx512vl")),

  /** What the libraries choose: for other processors, and for those that are not known. */
  NATIVE("", "", List.of());

  /** The setting that leaves the choice to the driver. */
  public static final String AUTO = "auto";

  private final String oneDnn;
  private final String openBlas;
  private final List<String> flags;

  InstructionSet(String oneDnn, String openBlas, List<String> flags) {
    this.oneDnn = oneDnn;
    this.openBlas = openBlas;
    this.flags = flags;
  }

  /** The name in settings and manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** oneDNN's name for the highest instruction set that it may use. */
  String oneDnn() {
    return oneDnn;
  }

  /** OpenBLAS's name for the processor whose kernels it uses. */
  String openBlas() {
    return openBlas;
  }

  /** Flags of the operating system's for a processor that has it. */
  List<String> flags() {
    return flags;
  }

  /** Whether a processor with these flags has it. */
  boolean runsOn(Set<String> processorFlags) {
    return processorFlags.containsAll(flags);
  }

  /**
   * The one that a setting names, for this machine.
   *
   * @param setting {@value #AUTO} or a label
   * @throws InvalidInputException if there is none of that name; the message lists those there are
   */
  public static InstructionSet of(String setting) {
    if (setting.equals(AUTO)) {
      return best(Processor.current());
    }
    return Bounds.oneOf("runtime.kernels", setting, values(), InstructionSet::label, AUTO);
  }

  /** The highest that a processor is known to have. */
  static InstructionSet best(Processor processor) {
    return Stream.of(AVX512, AVX2)
        .filter(set -> processor.isX86() && set.runsOn(processor.flags()))
        .findFirst()
        .orElse(NATIVE);
  }
}
