package mnist.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/** What executors get of an object that is sent to them. */
public final class RoundTrip {

  private RoundTrip() {}

  /** By Java serialisation: closures always, broadcasts by default. */
  public static <T> T java(T object, Class<T> type) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return type.cast(in.readObject());
    }
  }

  /** By Spark's Kryo: broadcasts where the user set {@code spark.serializer} so. */
  public static <T> T kryo(T object, Class<T> type) {
    SerializerInstance kryo = new KryoSerializer(new SparkConf(false)).newInstance();
    ClassTag<T> tag = ClassTag.apply(type);
    return kryo.deserialize(kryo.serialize(object, tag), tag);
  }
}
