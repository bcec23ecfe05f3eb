package mnist.score;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mnist.InvalidInputException;
import mnist.input.InputSplit;
import mnist.input.PartitionKeys;
import mnist.input.RecordSchema;
import mnist.input.SomeSplits;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * Scores an input part by part. Tasks read and predict a split each; then the rows of a part, which
 * are small, are brought together in order, and written as one file, so that neither the number of
 * cores nor that of the splits decides what files there are.
 */
public final class PartScoring {

  /** In memory; several times what a part has, so that no file's layout depends on free memory. */
  private static final int ROW_GROUP_BYTES = 64 << 20;

  /** A split with its part's number in the wave, and its place in the part. */
  private record Placed(InputSplit split, int part, int place) {}

  private final SparkSession spark;
  private final Scorer scorer;
  private final StructType columns;
  private final int kept;
  private final JavaRDD<Row> rows;
  private final Answers answers;
  private final LongAccumulator splitsRead;
  private final LongAccumulator rowsRead;

  /**
   * What is made of predictions before they are written.
   *
   * @param added adds columns
   * @param isAccepted tells which predictions are counted as accepted
   * @param counted counts them
   * @param measured share of the images that are measured, 0 to 1
   * @param reviewed which of the images people look at
   * @param partitionBy a column by whose values files are put into directories; empty for none
   */
  public record Answers(
      UnaryOperator<Dataset<Row>> added,
      PredictionPredicate isAccepted,
      AnswerCount counted,
      double measured,
      Reviewed reviewed,
      Optional<String> partitionBy) {}

  /**
   * @param rows a partition for each split of an input: columns of any names and types, then {@link
   *     RecordSchema#REASON}, null where there is an image, and the image
   * @param splits how many there are
   * @param kept how many of the first columns rejects have, too
   * @throws InvalidInputException if a table's reader has planned it otherwise than before
   */
  public PartScoring(Scorer scorer, Dataset<Row> rows, int splits, int kept, Answers answers) {
    this.spark = rows.sparkSession();
    this.scorer = scorer;
    StructField[] fields = rows.schema().fields();
    this.columns = new StructType(Arrays.copyOf(fields, fields.length - 2));
    this.kept = kept;
    this.rows = rows.javaRDD();
    int partitions = this.rows.getNumPartitions();
    if (partitions != splits) {
      throw new InvalidInputException(
          "Cannot score the input: it had %d pieces at first, and %d when they were to be read"
              .formatted(splits, partitions),
          "let nothing write to it meanwhile, and run the same command again");
    }
    this.answers = answers;
    this.splitsRead = spark.sparkContext().longAccumulator();
    this.rowsRead = spark.sparkContext().longAccumulator();
  }

  /** Splits that were read so far. */
  public long splitsRead() {
    return splitsRead.value();
  }

  /** Rows that were read so far. */
  public long rowsRead() {
    return rowsRead.value();
  }

  /**
   * Scores some parts, all at once, and writes for each a file of predictions and one of rejects;
   * of parts but the first that have none there may be no file. The number in a file's name is the
   * part's place among these.
   *
   * @param numbers of parts, in order
   * @param splits of each of them
   * @param predictions a new directory
   * @param rejects a new directory; not made if there are none
   * @param isTable whether the rejects are written even if there are none
   */
  public Map<Integer, PartTally> score(
      List<Integer> numbers,
      List<List<InputSplit>> splits,
      Path predictions,
      Path rejects,
      boolean isTable) {
    int[] parts = numbers.stream().mapToInt(Integer::intValue).toArray();
    JavaRDD<Row> arranged = arranged(splits);
    PartTallies tallies = PartTallies.start(spark.sparkContext());
    StructType placed = new StructType().add(PartRows.PLACE, DataTypes.LongType, false);
    for (StructField column : columns.fields()) {
      placed = placed.add(column);
    }
    PartRows ofPredictions =
        PartRows.predictions(
            parts,
            columns.length(),
            tallies,
            answers.isAccepted(),
            answers.counted(),
            scorer.classes(),
            answers.reviewed());
    writePredictions(
        answers
            .added()
            .apply(
                spark.createDataFrame(
                    arranged.mapPartitionsWithIndex(ofPredictions, true),
                    PredictionSchema.after(placed))),
        predictions);
    Map<Integer, PartTally> counted = tallies.value();
    if (isTable || counted.values().stream().anyMatch(tally -> tally.rejected() > 0)) {
      StructType rejected =
          new StructType(Arrays.copyOf(columns.fields(), kept))
              .add(RecordSchema.REASON, DataTypes.StringType, false);
      PartRows ofRejects = PartRows.rejects(parts, kept, columns.length());
      writer(spark.createDataFrame(arranged.mapPartitionsWithIndex(ofRejects, true), rejected))
          .parquet(rejects.toString());
    }
    return counted;
  }

  /** A partition for each part, its rows in order; the splits are read when this is called. */
  private JavaRDD<Row> arranged(List<List<InputSplit>> splits) {
    List<Placed> placed = new ArrayList<>();
    for (int part = 0; part < splits.size(); part++) {
      for (int place = 0; place < splits.get(part).size(); place++) {
        placed.add(new Placed(splits.get(part).get(place), part, place));
      }
    }
    placed.sort(Comparator.comparing(each -> each.split().index()));
    int[] keyOf = PartitionKeys.of(splits.size());
    StructType schema = PartRows.schema(columns);
    int reviewed = answers.reviewed().images();
    MeasuredImages measured =
        new MeasuredImages(answers.measured(), reviewed > 0, scorer.height(), scorer.width());
    MapPartitionsFunction<Row, Row> predict = scorer.ofPartition();
    ScoreSplits score =
        new ScoreSplits(
            read -> predict.call(measured.of(read)),
            placed.stream().mapToInt(each -> keyOf[each.part()]).toArray(),
            placed.stream().mapToInt(Placed::place).toArray(),
            schema.length(),
            reviewed,
            splitsRead,
            rowsRead);
    JavaRDD<Row> scored =
        SomeSplits.of(rows, placed.stream().map(Placed::split).toList())
            .mapPartitionsWithIndex(score, true);
    return spark
        .createDataFrame(scored, schema)
        .repartition(splits.size(), col(PartRows.KEY))
        .sortWithinPartitions(PartRows.PLACE)
        .javaRDD();
  }

  private void writePredictions(Dataset<Row> predictions, Path path) {
    if (answers.partitionBy().isEmpty()) {
      writer(predictions.drop(PartRows.PLACE)).parquet(path.toString());
      return;
    }
    String by = answers.partitionBy().get();
    writer(
            // Spark asks for this order; were it less, it would sort again, by the column alone.
            predictions
                .sortWithinPartitions(col("`" + by.replace("`", "``") + "`"), col(PartRows.PLACE))
                .drop(PartRows.PLACE))
        .partitionBy(by)
        .parquet(path.toString());
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> rows) {
    return rows.write()
        .option("maxRecordsPerFile", 0)
        .option("parquet.block.size", ROW_GROUP_BYTES)
        // Hardly two probabilities are equal, and to look for such takes time.
        .option("parquet.enable.dictionary#" + PredictionSchema.CONFIDENCE, false)
        .option("parquet.enable.dictionary#" + PredictionSchema.NOVELTY, false)
        .option(
            "parquet.enable.dictionary#" + PredictionSchema.PROBABILITY + ".list.element", false);
  }
}
