package mnist.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
@Timeout(120)
class KeyTextTest {

  @Test
  void valuesReadAsTheColumnDoes(SparkSession spark) {
    Dataset<Row> rows =
        spark.sql(
            "SELECT named_struct('name', encode('caf\u00e9', 'UTF-8'), 'row', 7L, 'page', CAST(NULL AS INT)) AS key");

    assertThat(rows.select(KeyText.of(rows.schema())).first().getString(0))
        .isEqualTo("caf\u00e9#7")
        .isEqualTo(KeyText.of(Stream.of("caf\u00e9".getBytes(StandardCharsets.UTF_8), 7L)));
  }
}
