package mnist.bench.scale;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

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
        if (images >= 0 && epochs >= 1) {
          return new Workload(images, epochs);
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new TypeConversionException(
          "must be a number of images, 0 or more, like 600000, or 600000x10 for ten epochs, but was "
              + text);
    }
  }

  @Override
  public String toString() {
    return epochs == 1 ? String.valueOf(images) : images + "x" + epochs;
  }
}
