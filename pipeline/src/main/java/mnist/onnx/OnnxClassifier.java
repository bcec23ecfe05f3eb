package mnist.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import mnist.model.Classifier;
import mnist.model.Outputs;

/**
 * Applies a model by ONNX Runtime, for one thread, through a buffer of its own; the session is
 * shared.
 */
final class OnnxClassifier implements Classifier {

  private final OnnxModel model;
  private final OrtSession session;
  private final int pixels;
  private final ByteBuffer buffer;
  private boolean closed;

  /**
   * @param batchSize most images per minibatch
   * @throws mnist.InvalidInputException if ONNX Runtime can't be loaded here
   */
  OnnxClassifier(OnnxModel model, int batchSize) {
    this.model = model;
    pixels = model.height() * model.width();
    buffer = ByteBuffer.allocateDirect(Math.multiplyExact(batchSize, pixels));
    session = OnnxSessions.acquire(model);
  }

  @Override
  public Outputs outputs(List<byte[]> images) {
    buffer.clear();
    for (byte[] image : images) {
      if (image.length != pixels) {
        throw new IllegalArgumentException(
            "image must have " + pixels + " bytes, but had " + image.length);
      }
      buffer.put(image);
    }
    buffer.flip();
    long[] shape = {images.size(), 1, model.height(), model.width()};
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), buffer, shape, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, input))) {
      FloatBuffer output = output(result, OnnxExport.PROBABILITIES);
      float[][] probabilities = new float[images.size()][model.classes()];
      for (float[] row : probabilities) {
        output.get(row);
      }
      float[] energies = new float[images.size()];
      output(result, OnnxExport.ENERGY).get(energies);
      return new Outputs(probabilities, energies);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime can't apply an exported model", e);
    }
  }

  private static FloatBuffer output(OrtSession.Result result, String name) {
    return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      OnnxSessions.release(model);
    }
  }
}
