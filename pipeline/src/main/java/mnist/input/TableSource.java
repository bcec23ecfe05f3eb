package mnist.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table as Spark reads it.
 *
 * @param name for messages
 * @param table its rows
 * @param base the directory from which names of files count
 * @param numbering how a row is told from the others where no column does
 * @param largestFile bytes
 */
record TableSource(
    String name, Dataset<Row> table, String base, Numbering numbering, long largestFile) {

  static final StructType KEY =
      new StructType()
          .add("file", DataTypes.StringType, false)
          .add("row", DataTypes.LongType, false);

  /** How rows are numbered. */
  enum Numbering {
    /** The reader knows the number of a row in its file. */
    OF_READER("_metadata.file_path", "_metadata.row_index"),

    /** As Iceberg's reader calls them. */
    OF_ICEBERG("_file", "_pos"),

    /** Rows are counted; each file is in one split, whole. */
    COUNTED("_metadata.file_path", null);

    private final String file;
    private final String row;

    /** How a reader's rows are numbered. */
    static Numbering of(Form form, Dataset<Row> table) {
      return switch (form) {
        case PARQUET -> OF_READER;
        // Delta's reader knows the numbers of some tables' rows only.
        case DELTA -> OF_READER.isKnownTo(table) ? OF_READER : COUNTED;
        case ICEBERG -> OF_ICEBERG;
        default -> COUNTED;
      };
    }

    private boolean isKnownTo(Dataset<Row> table) {
      try {
        return table.select(row).columns().length == 1;
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        // Spark's AnalysisException, which it doesn't declare.
        return false;
      }
    }

    Numbering(String file, String row) {
      this.file = file;
      this.row = row;
    }
  }

  /** Columns of the table after a key that tells the file and the row in it. */
  Dataset<Row> numbered(List<Column> columns) {
    Column file = relative(col(numbering.file)).as("file");
    List<Column> selected = new ArrayList<>();
    if (numbering.row == null) {
      TableSplits.keepWhole(table, largestFile);
      selected.add(file);
      selected.addAll(columns);
      Dataset<Row> rows = table.select(selected.toArray(Column[]::new));
      StructType counted = counted(rows.schema());
      MapPartitionsFunction<Row, Row> count = TableSource::count;
      return rows.mapPartitions(count, Encoders.row(counted));
    }
    selected.add(struct(file, col(numbering.row).as("row")).as(InputSchema.KEY));
    selected.addAll(columns);
    return table.select(selected.toArray(Column[]::new));
  }

  private Column relative(Column path) {
    String start = base.endsWith("/") ? base : base + "/";
    boolean isAddress = numbering != Numbering.OF_ICEBERG;
    UDF1<String, String> cut =
        whole -> {
          String decoded = isAddress ? decoded(whole) : whole;
          return decoded.startsWith(start) ? decoded.substring(start.length()) : decoded;
        };
    return functions.udf(cut, DataTypes.StringType).apply(path);
  }

  /** Spark writes the paths of files as addresses, with %20 for a space. */
  private static String decoded(String address) {
    return new Path(URI.create(address)).toString();
  }

  private static StructType counted(StructType rows) {
    StructType counted = new StructType().add(InputSchema.KEY, KEY, false);
    for (StructField field : List.of(rows.fields()).subList(1, rows.length())) {
      counted = counted.add(field);
    }
    return counted;
  }

  private static Iterator<Row> count(Iterator<Row> rows) {
    return new Iterator<>() {
      private String file;
      private long next;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        if (!row.getString(0).equals(file)) {
          file = row.getString(0);
          next = 0;
        }
        Object[] values = new Object[row.length()];
        values[0] = RowFactory.create(file, next);
        for (int i = 1; i < values.length; i++) {
          values[i] = row.get(i);
        }
        next++;
        return RowFactory.create(values);
      }
    };
  }
}
