package mnist.jobs.scoring;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import mnist.files.NewFile;
import mnist.input.ImageInput;
import mnist.input.RecordSchema;
import mnist.jobs.runner.JobContext;
import mnist.picture.GrayPicture;
import mnist.prepare.PreparedImages;
import mnist.prepare.SampleImages;
import mnist.report.PreparedSheet;
import mnist.score.PredictionSchema;
import mnist.score.Scorer;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A picture of some images before and after their preparation, with the predictions. */
final class PreparedSample {

  static final String FILE = "prepared.png";

  private static final int COUNT = 40;

  private PreparedSample() {}

  /**
   * Draws the input's first images, unless all are taken as they are stored.
   *
   * @param directory to write the picture into
   * @return whether there is one
   */
  static boolean write(
      JobContext context,
      ImageInput input,
      PreparedImages preparation,
      Scorer scorer,
      StoredVersion version,
      Path directory)
      throws IOException {
    if (input.form().isReady() && !preparation.ofAll()) {
      return false;
    }
    Dataset<Row> sample = SampleImages.of(preparation, input, COUNT, PreparedSheet.SIDE);
    List<PreparedSheet.Entry> entries = new ArrayList<>();
    Dataset<Row> taken =
        sample
            .where(col(RecordSchema.REASON).isNull())
            .select(
                col(SampleImages.NAME),
                col(SampleImages.ORIGINAL),
                col(RecordSchema.IMAGE).as(ScoredColumns.PREPARED),
                col(RecordSchema.IMAGE));
    for (Row row : scorer.predicted(taken).collectAsList()) {
      entries.add(
          new PreparedSheet.Entry(
              row.getAs(SampleImages.NAME),
              picture(row.getAs(SampleImages.ORIGINAL)),
              new GrayPicture(
                  preparation.height(), preparation.width(), row.getAs(ScoredColumns.PREPARED)),
              name(row.getAs(PredictionSchema.PREDICTION), version),
              row.<Float>getAs(PredictionSchema.CONFIDENCE)));
    }
    for (Row row : sample.where(col(RecordSchema.REASON).isNotNull()).collectAsList()) {
      entries.add(
          new PreparedSheet.Entry(
              row.getAs(SampleImages.NAME),
              picture(row.getAs(SampleImages.ORIGINAL)),
              null,
              row.getAs(RecordSchema.REASON),
              Double.NaN));
    }
    try (OutputStream out = NewFile.create(new Path(directory, FILE), context.hadoop())) {
      PreparedSheet.write(entries, out);
    }
    return true;
  }

  private static GrayPicture picture(Row original) {
    return original == null
        ? null
        : new GrayPicture(original.getInt(0), original.getInt(1), original.getAs(2));
  }

  private static String name(int prediction, StoredVersion version) {
    List<String> names = version.manifest().training().data().classNames();
    return names == null ? String.valueOf(prediction) : names.get(prediction);
  }
}
