/**
 * Models in ONNX, the exchange format: a {@link mnist.model.DigitModel} in, the bytes of a file out
 * that any ONNX runtime applies to raw images, and ONNX Runtime to apply it here.
 *
 * <pre>
 * images         uint8   [batch, 1, height, width], unsigned bytes as they lie in an IDX file
 * probabilities  float32 [batch, classes], each row summing to 1
 * energy         float32 [batch], how unlike training: see {@link mnist.model.Energy}
 * </pre>
 *
 * <p>The same model gives the same bytes. They are written by the ONNX classes that ND4J brings,
 * over its own copy of protobuf, which can't meet Spark's or Hadoop's.
 */
package mnist.onnx;
