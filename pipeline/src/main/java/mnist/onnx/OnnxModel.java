package mnist.onnx;

import mnist.files.Sha256;
import mnist.model.Classifier;
import mnist.model.DigitModel;
import mnist.model.ShippedModel;

/** A model in ONNX. */
public final class OnnxModel implements ShippedModel {

  private final byte[] file;
  private final String sha256;
  private final int height;
  private final int width;
  private final int classes;

  private OnnxModel(byte[] file, int height, int width, int classes) {
    this.file = file;
    this.sha256 = Sha256.hex(Sha256.start().digest(file));
    this.height = height;
    this.width = width;
    this.classes = classes;
  }

  /**
   * Exports a model.
   *
   * @throws NotExportableException if its network has anything but convolutions, max-pooling, dense
   *     layers and batch normalisation, with ReLU or no activation, with dropout or without, and a
   *     softmax at its end
   */
  public static OnnxModel of(DigitModel model) throws NotExportableException {
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
