package org.nd4j.nativeblas;

/**
 * A class that DL4J 1.0.0-M2 looks for by name and that ND4J 1.0.0-M2 no longer has: {@code
 * BaseMKLDNNHelper.mklDnnEnabled()} asks it, by reflection, whether oneDNN may be used, takes its
 * absence for a no, and so runs every convolution as im2col. ND4J's own class moved to {@code
 * org.nd4j.linalg.cpu.nativecpu.bindings}. DL4J uses the helpers only if {@code
 * org.eclipse.deeplearning4j.helpers.disable} is false as well, which {@code
 * mnist.model.NativeRuntime} sees to.
 */
public final class Nd4jCpu {

  private Nd4jCpu() {}

  /** The part of ND4J's environment that DL4J asks. */
  public static final class Environment {

    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    public static Environment getInstance() {
      return INSTANCE;
    }

    public boolean isUseMKLDNN() {
      return true;
    }
  }
}
