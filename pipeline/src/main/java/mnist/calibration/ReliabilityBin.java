package mnist.calibration;

/**
 * The predictions whose confidence lies above {@code low} and not above {@code high}.
 *
 * @param low 0 to below 1; the lowest bin holds a confidence of 0 as well
 * @param high above {@code low}, to 1
 * @param examples how many there are
 * @param correct how many of them are right
 * @param confidence their mean confidence; 0 if there are none
 */
public record ReliabilityBin(
    double low, double high, long examples, long correct, double confidence) {

  /** Share that is right; 0 if there are none. */
  public double accuracy() {
    return examples == 0 ? 0 : (double) correct / examples;
  }
}
