package mnist.model;

/**
 * What computes, as far as it is known to change the bits of a result. Equal settings give equal
 * models within one kernel set, on processors with caches of one size.
 *
 * @param instructionSet that was asked for, by its label
 * @param oneDnn the highest instruction set that oneDNN may use, by its name for it
 * @param openBlas the processor whose kernels OpenBLAS uses, by its name for it
 */
public record KernelSet(String instructionSet, String oneDnn, String openBlas) {

  static final String UNKNOWN = "unknown";

  /** In one line, for manifests and messages. */
  public String label() {
    return "%s (oneDNN %s, OpenBLAS %s)".formatted(instructionSet, oneDnn, openBlas);
  }
}
