package mnist.prepare;

import com.fasterxml.jackson.annotation.JsonInclude;
import mnist.Bounds;

/**
 * What a network takes images for: how those that it learned from were made. It decides what is
 * done to pictures that it is applied to.
 *
 * @param height rows, pixels
 * @param width columns, pixels
 * @param preparation label of a {@link Preparation}
 * @param version of the preparation, {@link DigitPreparation#VERSION}; null for none
 * @param polarity which grey is ink; null where pictures are taken as they are
 * @param centring how digits are placed; null where pictures are taken as they are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InputContract(
    int height, int width, String preparation, Integer version, String polarity, String centring) {

  private static final String WHITE_ON_BLACK = "white on black";
  private static final String CENTRE_OF_MASS = "centre of mass";

  public InputContract {
    Bounds.atLeast("input.height", height, 1, "pixels");
    Bounds.atLeast("input.width", width, 1, "pixels");
    Preparation.named("input.preparation", preparation);
  }

  /** Of images that are prepared in this way. */
  public static InputContract of(Preparation preparation, int height, int width) {
    return switch (preparation) {
      case MNIST ->
          new InputContract(
              height,
              width,
              preparation.label(),
              DigitPreparation.VERSION,
              WHITE_ON_BLACK,
              CENTRE_OF_MASS);
      case NONE -> new InputContract(height, width, preparation.label(), null, null, null);
    };
  }
}
