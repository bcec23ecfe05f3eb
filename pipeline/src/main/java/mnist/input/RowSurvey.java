package mnist.input;

import static org.apache.spark.sql.functions.col;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mnist.files.Sha256;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Surveys an input by reading its rows, each split by itself. */
final class RowSurvey {

  private static final StructType PART =
      new StructType()
          .add("rows", DataTypes.LongType)
          .add("sha256", DataTypes.StringType)
          // Scala's maps can't be made here: keys stand in one column, counts in the next.
          .add("splits", DataTypes.createArrayType(DataTypes.StringType))
          .add("split_rows", DataTypes.createArrayType(DataTypes.LongType))
          .add("labels", DataTypes.createArrayType(DataTypes.StringType))
          // Height, width and count of each size in turn.
          .add("sizes", DataTypes.createArrayType(DataTypes.IntegerType));

  private RowSurvey() {}

  /**
   * @param name of the input; nothing that depends on where it lies
   * @param prepared columns {@link InputSchema#KEY}, {@link InputSchema#LABEL}, {@link
   *     InputSchema#SPLIT}, {@link InputSchema#IMAGE}, {@link InputSchema#HEIGHT}, {@link
   *     InputSchema#WIDTH} and {@link RecordSchema#REASON}
   */
  static InputSurvey of(String name, Dataset<Row> prepared) {
    MapPartitionsFunction<Row, Row> survey = RowSurvey::part;
    List<Row> parts =
        prepared
            .select(
                KeyText.of(prepared.schema()),
                col(InputSchema.LABEL),
                col(InputSchema.SPLIT),
                col(InputSchema.IMAGE),
                col(InputSchema.HEIGHT),
                col(InputSchema.WIDTH),
                col(RecordSchema.REASON))
            .mapPartitions(survey, Encoders.row(PART))
            .collectAsList();
    MessageDigest all = Sha256.start();
    List<Long> rows = new ArrayList<>();
    Map<Split, Long> splits = new TreeMap<>();
    Set<String> labels = new TreeSet<>();
    Map<InputSurvey.Size, Long> sizes = new HashMap<>();
    for (Row part : parts) {
      rows.add(part.getLong(0));
      all.update(part.getString(1).getBytes(StandardCharsets.US_ASCII));
      List<String> found = part.getList(2);
      for (int i = 0; i < found.size(); i++) {
        splits.merge(Split.of(found.get(i)), part.<Long>getList(3).get(i), Long::sum);
      }
      part.<String>getList(4).stream()
          .limit(InputSurvey.MOST_LABELS - labels.size())
          .forEach(labels::add);
      List<Integer> counted = part.getList(5);
      for (int i = 0; i < counted.size(); i += 3) {
        InputSurvey.Size size = new InputSurvey.Size(counted.get(i), counted.get(i + 1));
        sizes.merge(size, (long) counted.get(i + 2), Long::sum);
      }
    }
    List<InputFile> files = List.of(new InputFile(name, Sha256.hex(all.digest())));
    return new InputSurvey(
        files,
        files,
        List.copyOf(rows),
        Collections.unmodifiableMap(splits),
        Collections.unmodifiableSet(labels),
        Map.copyOf(sizes));
  }

  private static Iterator<Row> part(Iterator<Row> rows) {
    MessageDigest digest = Sha256.start();
    Map<String, Long> splits = new TreeMap<>();
    Set<String> labels = new TreeSet<>();
    Map<InputSurvey.Size, Integer> sizes = new HashMap<>();
    long count = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      count++;
      for (int i = 0; i < 3; i++) {
        update(digest, row.isNullAt(i) ? null : utf8(row.getString(i)));
      }
      byte[] image = row.getAs(3);
      update(digest, image);
      String split = row.getString(2);
      if (split != null) {
        splits.merge(split, 1L, Long::sum);
      }
      if (row.isNullAt(6)) {
        sizes.merge(new InputSurvey.Size(row.getInt(4), row.getInt(5)), 1, Integer::sum);
        if (row.getString(1) != null && labels.size() < InputSurvey.MOST_LABELS) {
          labels.add(row.getString(1));
        }
      }
    }
    return List.of(
            RowFactory.create(
                count,
                Sha256.hex(digest.digest()),
                splits.keySet().toArray(String[]::new),
                splits.values().stream().mapToLong(Long::longValue).toArray(),
                labels.toArray(String[]::new),
                sizes.entrySet().stream()
                    .flatMapToInt(
                        size ->
                            IntStream.of(
                                size.getKey().height(), size.getKey().width(), size.getValue()))
                    .toArray()))
        .iterator();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** With its length, so that what follows can't be taken for a part of it. */
  private static void update(MessageDigest digest, byte[] value) {
    digest.update(
        ByteBuffer.allocate(Integer.BYTES).putInt(value == null ? -1 : value.length).array());
    if (value != null) {
      digest.update(value);
    }
  }
}
