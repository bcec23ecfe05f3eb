package mnist.model;

/**
 * What a data set's images are.
 *
 * @param height in pixels
 * @param width in pixels
 * @param classes labels are 0 to classes - 1
 */
public record ImageFormat(int height, int width, int classes) {}
