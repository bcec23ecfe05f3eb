package mnist.bench.scale;

import mnist.Bounds;
import mnist.InvalidInputException;
import picocli.CommandLine.ITypeConverter;

/**
 * What is trained on, and how long.
 *
 * @param images 1 or more, made of MNIST's; 0 for MNIST itself
 * @param epochs 1 or more
 */
public record Workload(long images, int epochs) {

  /** Of a number, or two with an x between. */
  public static final class Converter implements ITypeConverter<Workload> {
    @Override
    public Workload convert(String text) {
      String[] parts = text.split("x", 2);
      try {
        long images = Long.parseLong(parts[0]);
        int epochs = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
        Bounds.atLeast("--scale", images, 0, "images");
        Bounds.atLeast("--scale", epochs, 1, "epochs");
        return new Workload(images, epochs);
      } catch (NumberFormatException e) {
        throw new InvalidInputException(
            "--scale must list numbers of images, but had " + text,
            "give it like 600000, or 600000x10 for ten epochs");
      }
    }
  }

  @Override
  public String toString() {
    return epochs == 1 ? String.valueOf(images) : images + "x" + epochs;
  }
}
