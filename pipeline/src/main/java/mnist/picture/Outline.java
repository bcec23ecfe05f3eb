package mnist.picture;

/**
 * What a file's own structure says of a picture before a pixel is decoded.
 *
 * @param height of the stored picture, pixels; of a GIF or WebP, of the canvas
 * @param width as above
 * @param top where on the canvas the decoded frame begins, pixels
 * @param left as above
 * @param orientation how the stored picture lies
 */
record Outline(long height, long width, int top, int left, Orientation orientation) {

  /** A picture that is its own canvas. */
  Outline(long height, long width, Orientation orientation) {
    this(height, width, 0, 0, orientation);
  }

  /**
   * @throws PictureException if there are no pixels, or more than so many
   */
  void check(long mostPixels) throws PictureException {
    if (height < 1 || width < 1) {
      throw new PictureException("%d x %d pixels are no picture".formatted(width, height));
    }
    // Not a product, which might overflow.
    if (height > mostPixels / width) {
      throw new PictureException(
          "%d x %d pixels are more than the %,d that are read"
              .formatted(width, height, mostPixels));
    }
  }
}
