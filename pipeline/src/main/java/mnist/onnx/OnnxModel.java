package mnist.onnx;

import mnist.files.Sha256;
import mnist.model.Classifier;
import mnist.model.DigitModel;
import mnist.model.ShippedModel;
import mnist.network.UnsupportedLayerException;

/** A model in ONNX. */
public final class OnnxModel implements ShippedModel {

  private final byte[] file;
  private final String sha256;
  private final int height;
  private final int width;
  private final int classes;

  private OnnxModel(byte[] file, int height, int width, int classes) {
    this.file = file;
    this.sha256 = Sha256.ofBytes(file);
    this.height = height;
    this.width = width;
    this.classes = classes;
  }

  /**
   * Exports a model.
   *
   * @throws UnsupportedLayerException if the network has an activation function other than ReLU, or
   *     what a {@link mnist.network.NetworkDescription} can't express
   */
  public static OnnxModel of(DigitModel model) throws UnsupportedLayerException {
    return new OnnxModel(OnnxExport.of(model), model.height(), model.width(), model.classes());
  }

  /** The file's content; the same for equal models. */
  public byte[] file() {
    return file.clone();
  }

  /** The SHA-256 of the file, in hexadecimal. */
  public String sha256() {
    return sha256;
  }

  @Override
  public Classifier classifier(int batchSize) {
    return new OnnxClassifier(this, batchSize);
  }

  @Override
  public void discard() {
    OnnxSessions.discard(this);
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  int classes() {
    return classes;
  }
}
