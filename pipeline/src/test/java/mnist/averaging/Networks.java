package mnist.averaging;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import mnist.model.FlatArrays;
import mnist.model.NativeRuntime;
import mnist.model.Tensors;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.common.loader.Source;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks, minibatches for them, and paths that name the minibatches. */
final class Networks {

  private static final int SIDE = 8;
  private static final int CLASSES = 3;

  private Networks() {}

  /** A convolution, pooling, and two dense layers. */
  static MultiLayerNetwork network(IUpdater updater, double dropout) {
    return network(updater, dropout, 10);
  }

  /**
   * @param units of the dense layer
   */
  static MultiLayerNetwork network(IUpdater updater, double dropout, int units) {
    NativeRuntime.oneThreadPerTask();
    DenseLayer.Builder dense = new DenseLayer.Builder().nOut(units);
    if (dropout > 0) {
      dense.dropOut(1 - dropout);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(updater)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.RELU)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
                .layer(
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(dense.build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(SIDE, SIDE, 1))
                .build());
    network.init();
    return network;
  }

  /** A convolution and its normalisation. */
  static MultiLayerNetwork normalised() {
    NativeRuntime.oneThreadPerTask();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Sgd(0.1))
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .nOut(4)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new BatchNormalization.Builder().useLogStd(false).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(SIDE, SIDE, 1))
                .build());
    network.init();
    return network;
  }

  /** Examples of random pixels and classes; the first pixel of each is its index in the list. */
  static DataSet minibatch(int examples, int firstIndex) {
    NativeRuntime.oneThreadPerTask();
    Random random = new Random(firstIndex);
    float[] pixels = new float[examples * SIDE * SIDE];
    int[] labels = new int[examples];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    for (int i = 0; i < examples; i++) {
      pixels[i * SIDE * SIDE] = firstIndex + i;
      labels[i] = random.nextInt(CLASSES);
    }
    return new DataSet(Tensors.of(pixels, examples, SIDE, SIDE), Tensors.oneHot(labels, CLASSES));
  }

  /** Minibatches of these sizes. */
  static List<DataSet> minibatches(int... sizes) {
    List<DataSet> minibatches = new ArrayList<>();
    int index = 0;
    for (int size : sizes) {
      minibatches.add(minibatch(size, index));
      index += size;
    }
    return minibatches;
  }

  static float[] parameters(MultiLayerNetwork network) {
    return FlatArrays.copyOf(network.params());
  }

  /** Of examples in one minibatch, by their first pixel. */
  static List<Integer> indices(DataSet minibatch) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < minibatch.numExamples(); i++) {
      indices.add(minibatch.getFeatures().getInt(i, 0, 0, 0));
    }
    return indices;
  }

  static DataSet merged(List<DataSet> minibatches) {
    return DataSet.merge(minibatches);
  }

  /** The paths that {@link Held} knows. */
  static List<String> paths(int count) {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      paths.add("file:///minibatch/" + i);
    }
    return paths;
  }

  /** Loads minibatches from memory, by the number that ends their path. */
  static final class Held implements DataSetLoader {
    private final List<PackedDataSet> minibatches;

    Held(List<DataSet> minibatches) {
      this.minibatches = new ArrayList<>(minibatches.stream().map(PackedDataSet::of).toList());
    }

    @Override
    public DataSet load(Source source) {
      String path = source.getPath();
      int number = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
      DataSet minibatch = minibatches.get(number).toDataSet();
      // What DL4J has drawn before must not matter.
      Nd4j.getRandom().nextInt();
      return minibatch;
    }
  }

  /** Minibatches in memory, of which each worker has as many, in order. */
  static final class Dealt implements MinibatchSource {
    private final List<PackedDataSet> minibatches;
    private final int workers;

    Dealt(List<DataSet> minibatches, int workers) {
      this.minibatches = new ArrayList<>(minibatches.stream().map(PackedDataSet::of).toList());
      this.workers = workers;
    }

    @Override
    public int workers() {
      return workers;
    }

    @Override
    public long minibatches(int epoch, int worker) {
      return minibatches.size() / workers;
    }

    @Override
    public Iterator<DataSet> read(int epoch, int worker, long from, long to) {
      int first = worker * minibatches.size() / workers;
      return minibatches.subList(first + (int) from, first + (int) to).stream()
          .map(PackedDataSet::toDataSet)
          .iterator();
    }
  }
}
