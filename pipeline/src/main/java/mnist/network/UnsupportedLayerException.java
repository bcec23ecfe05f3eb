package mnist.network;

/** A layer has something that isn't supported. */
public final class UnsupportedLayerException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param index of the layer, from 0
   * @param type of the layer, such as ConvolutionLayer
   * @param reason what isn't supported, such as "dilation"
   */
  public UnsupportedLayerException(int index, String type, String reason) {
    super("layer %d (%s) isn't supported: %s".formatted(index, type, reason));
  }
}
