package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.idx.IdxHeader;
import mnist.input.IdxScan.IdxPartition;
import mnist.testing.RoundTrip;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class ShippedToExecutorsTest {

  @Test
  void partitionsArriveAsTheyWere() throws Exception {
    DataFile images = new DataFile("hdfs://h/a-images", false, IdxHeader.ofBytes(9, 28, 28));
    DataFile labels = new DataFile("hdfs://h/a-labels.gz", true, IdxHeader.ofBytes(9));
    IdxPartition labelled =
        new IdxPartition(new ImageFile(images, labels, null, Split.TEST, 5), 3, 6);
    IdxPartition bare = new IdxPartition(new ImageFile(images, null, null, Split.TRAIN, 0), 0, 9);

    assertThat(RoundTrip.java(labelled, IdxPartition.class)).isEqualTo(labelled);
    assertThat(RoundTrip.java(bare, IdxPartition.class)).isEqualTo(bare);
  }

  /** What isn't part of a closure goes by the serialiser that the user chose. */
  @Test
  void broadcastsAndResultsSurviveKryo() {
    Configuration conf = new Configuration(false);
    conf.set("fs.x.impl", "X");

    SerializableConfiguration arrived =
        RoundTrip.kryo(new SerializableConfiguration(conf), SerializableConfiguration.class);
    Tuple2<?, ?> digest = RoundTrip.kryo(new Tuple2<>("00ff", new long[] {1, -1}), Tuple2.class);

    assertThat(arrived.value().get("fs.x.impl")).isEqualTo("X");
    assertThat(digest._1()).isEqualTo("00ff");
    assertThat(digest._2()).isEqualTo(new long[] {1, -1});
  }
}
