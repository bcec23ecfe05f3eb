package mnist.onednn;

import java.util.List;
import mnist.model.Classifier;
import mnist.model.DigitModel;
import mnist.model.Dl4jModel;
import mnist.model.FlatArrays;
import mnist.model.NativeRuntime;
import mnist.model.ShippedModel;
import mnist.network.NetworkDescription;
import mnist.network.Shape;
import mnist.network.UnsupportedLayerException;

/** A model that executors apply by oneDNN. */
public final class OneDnnModel implements ShippedModel {

  /** The setting by which a user takes another library. */
  static final String SETTING = "runtime.inference";

  private final Dl4jModel shipped;

  /** Made once in a JVM, for all its tasks. */
  private transient Applied applied;

  /**
   * What a JVM makes of it.
   *
   * @param read the part of images that the network reads
   * @param normalised the value of each of the 256 pixels
   */
  record Applied(
      int height,
      int width,
      int classes,
      Shape.Image read,
      float[] normalised,
      List<InferenceLayer> layers) {}

  private OneDnnModel(DigitModel model) {
    shipped = new Dl4jModel(model);
  }

  /**
   * @throws UnsupportedLayerException if oneDNN can't apply one of the layers
   * @throws mnist.InvalidInputException if the network can't be written as an archive
   */
  public static OneDnnModel of(DigitModel model) throws UnsupportedLayerException {
    check(model);
    return new OneDnnModel(model);
  }

  /**
   * @throws UnsupportedLayerException if oneDNN can't apply one of the layers
   */
  public static void check(DigitModel model) throws UnsupportedLayerException {
    fused(model);
  }

  private static FusedNetwork fused(DigitModel model) throws UnsupportedLayerException {
    return FusedNetwork.of(NetworkDescription.of(model.network().getLayerWiseConfigurations()));
  }

  @Override
  public Classifier classifier(int batchSize) {
    OneDnnLibrary.require(SETTING);
    Applied made = applied();
    NativeRuntime.oneThreadPerTask();
    return new OneDnnClassifier(made);
  }

  private synchronized Applied applied() {
    if (applied == null) {
      DigitModel model = shipped.toModel();
      try {
        FusedNetwork network = fused(model);
        Shape whole = new Shape.Image(1, model.height(), model.width());
        Shape.Image read = (Shape.Image) network.description().read(whole);
        applied =
            new Applied(
                model.height(),
                model.width(),
                model.classes(),
                read,
                model.normalisation().table(),
                InferenceLayers.of(
                    network.layers(), read, FlatArrays.copyOf(model.network().params())));
      } catch (UnsupportedLayerException e) {
        throw new IllegalStateException("a network lost its layers on the way", e);
      }
    }
    return applied;
  }
}
