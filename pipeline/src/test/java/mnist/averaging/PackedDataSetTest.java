package mnist.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.testing.RoundTrip;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class PackedDataSetTest {

  @Test
  void minibatchArrivesWithoutMasksIfItHasNone() throws Exception {
    DataSet minibatch = Networks.minibatch(5, 3);

    assertThat(travelled(minibatch)).isEqualTo(minibatch);
  }

  /** Of another type and order than ours, as users' own may be, and a part of larger arrays. */
  @Test
  void everyPartOfAMinibatchArrives() throws Exception {
    INDArray features = Nd4j.rand(DataType.DOUBLE, 6, 3, 4).dup('f');
    INDArray labels = Nd4j.rand(DataType.DOUBLE, 6, 2);
    INDArray featuresMask = Nd4j.rand(DataType.DOUBLE, 6, 4).dup('f');
    INDArray labelsMask = Nd4j.rand(DataType.DOUBLE, 6, 1);

    DataSet arrived =
        travelled(new DataSet(part(features), part(labels), part(featuresMask), part(labelsMask)));

    assertSame(arrived.getFeatures(), part(features));
    assertSame(arrived.getLabels(), part(labels));
    assertSame(arrived.getFeaturesMaskArray(), part(featuresMask));
    assertSame(arrived.getLabelsMaskArray(), part(labelsMask));
  }

  private static void assertSame(INDArray arrived, INDArray sent) {
    assertThat(arrived).isEqualTo(sent.castTo(DataType.FLOAT));
  }

  private static INDArray part(INDArray all) {
    return all.get(NDArrayIndex.interval(1, 4));
  }

  private static DataSet travelled(DataSet minibatch) throws Exception {
    return RoundTrip.java(PackedDataSet.of(minibatch), PackedDataSet.class).toDataSet();
  }
}
