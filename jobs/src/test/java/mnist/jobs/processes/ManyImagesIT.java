package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import mnist.testing.ManyImages;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ten million images are scored with a heap of 600 MiB, in some minutes. */
@ExtendWith(SparkExtension.class)
class ManyImagesIT {

  private static final long COUNT = 10_000_000;

  @TempDir private Path directory;

  @Test
  @Tag("slow")
  @Timeout(3600)
  void tenMillionImagesNeedLittleMemory(SparkSession spark) throws Exception {
    Path table = directory.resolve("table");
    Dataset<Row> few =
        spark.createDataFrame(
            List.of(RowFactory.create(0L, new byte[30]), RowFactory.create(1L, image())),
            new StructType().add("id", DataTypes.LongType).add("image", DataTypes.BinaryType));
    ManyImages.of(few, COUNT, 20)
        .write()
        .option("parquet.block.size", 4 << 20)
        .parquet(table.toString());

    JsonNode result =
        Submission.to("local[2]", directory, "--driver-memory", "600m")
            .done(SampleScoring.job(table, directory.resolve("output"), "--keep", "id"));

    assertThat(result.get("predicted").asLong()).isEqualTo(COUNT);
    assertThat(spark.read().parquet(directory + "/output/predictions").count()).isEqualTo(COUNT);
  }

  private static byte[] image() {
    byte[] image = new byte[30];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) (7 * i);
    }
    return image;
  }
}
