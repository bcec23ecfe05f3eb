package mnist.model;

import mnist.InvalidInputException;

/** Loads the kernels that its arguments name, one after the other, and says what it got. */
final class KernelsJvm {

  static final String SAYS = "kernels: ";

  private KernelsJvm() {}

  public static void main(String[] settings) {
    for (String setting : settings) {
      try {
        NativeRuntime.use(InstructionSet.of(setting));
        System.out.println(SAYS + NativeRuntime.kernels().label());
      } catch (InvalidInputException e) {
        System.out.println(SAYS + e.getMessage());
      }
    }
  }
}
