package mnist.examination;

/**
 * Labelled images that the champion answered alike.
 *
 * @param label of the images
 * @param prediction the champion's
 * @param sure whether its calibrated confidence is enough to contradict a label
 * @param novel whether the images are unlike the champion's validation images
 * @param images how many
 * @param expected how many of the predictions are right, by calibrated confidence
 * @param example id of one
 */
record AnswerGroup(
    int label,
    int prediction,
    boolean sure,
    boolean novel,
    long images,
    double expected,
    long example) {

  boolean agrees() {
    return label == prediction;
  }

  /** Whether the champion can be trusted to know the images. */
  boolean trusted() {
    return sure && !novel;
  }
}
