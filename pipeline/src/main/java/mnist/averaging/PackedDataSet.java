package mnist.averaging;

import java.io.Serializable;
import mnist.model.FlatArrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A minibatch as plain arrays: DL4J's own is written and read element by element. */
final class PackedDataSet implements Serializable {

  private final float[][] values = new float[4][];
  private final long[][] shapes = new long[4][];

  /** Of any number of examples. */
  static PackedDataSet of(DataSet minibatch) {
    PackedDataSet packed = new PackedDataSet();
    packed.set(0, minibatch.getFeatures());
    packed.set(1, minibatch.getLabels());
    packed.set(2, minibatch.getFeaturesMaskArray());
    packed.set(3, minibatch.getLabelsMaskArray());
    return packed;
  }

  DataSet toDataSet() {
    return new DataSet(get(0), get(1), get(2), get(3));
  }

  private void set(int index, INDArray array) {
    if (array != null) {
      values[index] = FlatArrays.copyOf(array.castTo(DataType.FLOAT));
      shapes[index] = array.shape();
    }
  }

  private INDArray get(int index) {
    return values[index] == null
        ? null
        : Nd4j.createFromArray(values[index]).reshape(shapes[index]);
  }
}
