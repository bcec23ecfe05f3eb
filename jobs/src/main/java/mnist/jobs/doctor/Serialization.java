package mnist.jobs.doctor;

import mnist.files.Causes;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import scala.reflect.ClassTag;

/**
 * Whether broadcasts and task results survive the serialiser that {@code spark.serializer} names:
 * ND4J's arrays, and records such as the facts on a process.
 */
final class Serialization {
  static final String CHECK = "serializer";

  private Serialization() {}

  /**
   * @param sample a record
   */
  static Finding check(Serializer serializer, ProcessFacts sample, SparkConf conf) {
    String name = serializer.getClass().getSimpleName();
    try {
      SerializerInstance instance = serializer.newInstance();
      INDArray array = Nd4j.linspace(1, 5, 5);
      if (array.equals(copy(instance, array, INDArray.class))
          && sample.equals(copy(instance, sample, ProcessFacts.class))) {
        return Finding.ok(CHECK, "run", name);
      }
      return unfit(name + " changes arrays", conf);
    } catch (Exception | LinkageError e) {
      return unfit(name + ": " + Causes.innermost(e), conf);
    }
  }

  private static <T> T copy(SerializerInstance instance, T object, Class<T> type) {
    ClassTag<T> tag = ClassTag.apply(type);
    return instance.deserialize(instance.serialize(object, tag), tag);
  }

  private static Finding unfit(String found, SparkConf conf) {
    String registrator = conf.get("spark.kryo.registrator", "");
    return Finding.fault(
        CHECK,
        "run",
        registrator.isEmpty() ? found : found + " (registrator " + registrator + ")",
        "add --conf spark.serializer=" + JavaSerializer.class.getName());
  }
}
