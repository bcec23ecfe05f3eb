package mnist.averaging;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import scala.reflect.ClassTag;

/**
 * A network's configuration in the bytes in which it travels. A round's task carries it, and seldom
 * needs it: to write and read its hundreds of objects anew would cost each round some milliseconds.
 */
final class ShippedConfiguration implements Serializable {

  private final byte[] bytes;

  /**
   * @param configuration of a network; what it counts, iterations and epochs, is left out
   */
  ShippedConfiguration(MultiLayerConfiguration configuration) {
    MultiLayerConfiguration start = configuration.clone();
    start.setIterationCount(0);
    start.setEpochCount(0);
    ByteBuffer serialised = serialiser().serialize(start, tag());
    bytes = new byte[serialised.remaining()];
    serialised.get(bytes);
  }

  /** A copy of its own. */
  MultiLayerConfiguration read() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return serialiser().deserialize(ByteBuffer.wrap(bytes), loader, tag());
  }

  private static SerializerInstance serialiser() {
    return new JavaSerializer(new SparkConf(false)).newInstance();
  }

  private static ClassTag<MultiLayerConfiguration> tag() {
    return ClassTag.apply(MultiLayerConfiguration.class);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShippedConfiguration shipped && Arrays.equals(bytes, shipped.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
