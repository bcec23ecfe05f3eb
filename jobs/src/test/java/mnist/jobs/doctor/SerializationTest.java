package mnist.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.junit.jupiter.api.Test;

class SerializationTest {
  private static final String REMEDY =
      "add --conf spark.serializer=org.apache.spark.serializer.JavaSerializer";

  private final SparkConf conf = new SparkConf(false);

  @Test
  void arraysAndRecordsSurviveJavas() {
    assertThat(Serialization.check(new JavaSerializer(conf), Facts.driver(), conf))
        .isEqualTo(Finding.ok("serializer", "run", "JavaSerializer"));
  }

  @Test
  void arraysDoNotSurviveKryo() {
    assertThat(Serialization.check(new KryoSerializer(conf), Facts.driver(), conf))
        .isEqualTo(
            Finding.fault(
                "serializer",
                "run",
                "KryoSerializer: NullPointerException: Cannot read field \"rank\" because"
                    + " \"this.jvmShapeInfo\" is null",
                REMEDY));
  }

  @Test
  void namesTheRegistratorThatMisses() {
    conf.set("spark.kryo.registrator", "org.nd4j.kryo.Nd4jRegistrator");

    assertThat(Serialization.check(new KryoSerializer(conf), Facts.driver(), conf))
        .isEqualTo(
            Finding.fault(
                "serializer",
                "run",
                "KryoSerializer: ClassNotFoundException: org.nd4j.kryo.Nd4jSerializer (registrator"
                    + " org.nd4j.kryo.Nd4jRegistrator)",
                REMEDY));
  }

  @Test
  void classesThatKryoWantsRegisteredAreNamed() {
    conf.set("spark.kryo.registrationRequired", "true");

    Finding fault = Serialization.check(new KryoSerializer(conf), Facts.driver(), conf);

    assertThat(fault.status()).isEqualTo(Status.FAULT);
    assertThat(fault.found())
        .startsWith("KryoSerializer: IllegalArgumentException: Class is not registered: org.nd4j.");
  }
}
