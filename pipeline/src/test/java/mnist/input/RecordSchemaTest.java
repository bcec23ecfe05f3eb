package mnist.input;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mnist.InvalidInputException;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RecordSchemaTest {

  @Test
  void moreColumnsInAnyOrderWillDo() {
    StructType found =
        new StructType()
            .add("writer", DataTypes.StringType)
            .add("image", DataTypes.BinaryType)
            .add("id", DataTypes.LongType);

    assertThatCode(() -> RecordSchema.check("records", found, "id", "image"))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                RecordSchema.check(
                    "records", RecordSchema.quarantineSchema(), RecordSchema.schema().fieldNames()))
        .doesNotThrowAnyException();
  }

  @Test
  void missingColumnIsNamed() {
    StructType found = new StructType().add("id", DataTypes.LongType);

    assertThatThrownBy(() -> RecordSchema.check("file:/x", found, "id", "image"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Invalid file:/x: column 'image' (binary) is missing; found struct<id:bigint>;"
                + " rename the column that holds it");
  }

  @Test
  void columnOfAnotherTypeIsNamed() {
    StructType found =
        new StructType().add("id", DataTypes.LongType).add("image", DataTypes.StringType);

    assertThatThrownBy(() -> RecordSchema.check("records", found, "id", "image"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Invalid records: column 'image' must be binary, but was string; cast it");
  }

  @Test
  void unknownSplitIsNamed() {
    assertThatThrownBy(() -> Split.of("dev"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("split must be one of train, validation, test, but was dev");
  }
}
