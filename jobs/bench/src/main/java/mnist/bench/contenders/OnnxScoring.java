package mnist.bench.contenders;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.Map;

/** A model in ONNX by ONNX Runtime alone: one session that has all threads. */
public final class OnnxScoring implements Scoring {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String input;
  private final int side;

  /**
   * @param onnx a graph of one input, uint8 [batch, 1, side, side], and one output, float32 [batch,
   *     classes]
   */
  public OnnxScoring(byte[] onnx, int side, int threads) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    this.session = environment.createSession(onnx, options);
    this.input = session.getInputNames().iterator().next();
    this.side = side;
  }

  @Override
  public float[] apply(byte[][] images, int from, int count) throws OrtException {
    ByteBuffer pixels = ByteBuffer.allocateDirect(count * side * side);
    for (int i = from; i < from + count; i++) {
      pixels.put(images[i]);
    }
    pixels.flip();
    long[] shape = {count, 1, side, side};
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.<String, OnnxTensorLike>of(input, tensor))) {
      OnnxTensor output = (OnnxTensor) result.get(0);
      float[] values = new float[output.getFloatBuffer().remaining()];
      output.getFloatBuffer().get(values);
      return values;
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
