package mnist.jobs.scoring;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import mnist.files.Causes;
import mnist.files.NewFile;
import mnist.files.NoOverwriteRename;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A picture of some images before and after their preparation, with the predictions. */
final class PreparedSample {

  static final String FILE = "prepared.png";

  private static final Logger LOG = LoggerFactory.getLogger(PreparedSample.class);

  private static final int COUNT = 40;

  private PreparedSample() {}

  /**
   * Draws the input's first images, unless all are taken as they are stored.
   *
   * @param isDamaged whether some of the input can't be read, so that it may not be drawn
   * @return whether there is one
   */
  static boolean write(
      JobContext context,
      ScoringRun run,
      PreparedImages preparation,
      Scorer scorer,
      StoredVersion version,
      boolean isDamaged)
      throws IOException {
    if (run.images().form().isReady() && !preparation.ofAll()) {
      return false;
    }
    Path file = new Path(run.progress().output(), FILE);
    if (file.getFileSystem(context.hadoop()).exists(file)) {
      return true;
    }
    List<PreparedSheet.Entry> entries;
    try {
      entries = entries(run, preparation, scorer, version);
    } catch (RuntimeException e) {
      if (isDamaged) {
        LOG.warn("no picture is drawn of the first images: {}", Causes.innermost(e));
        return false;
      }
      throw e;
    }
    Path aside = run.progress().aside();
    try (OutputStream out = NewFile.create(aside, context.hadoop())) {
      PreparedSheet.write(entries, out);
    }
    NoOverwriteRename.rename(aside, file, context.hadoop());
    return true;
  }

  private static List<PreparedSheet.Entry> entries(
      ScoringRun run, PreparedImages preparation, Scorer scorer, StoredVersion version) {
    Dataset<Row> sample =
        SampleImages.of(preparation, run.images(), COUNT, PreparedSheet.SIDE)
            .select(
                col(SampleImages.NAME),
                col(SampleImages.ORIGINAL),
                col(RecordSchema.REASON),
                col(RecordSchema.IMAGE).as(ScoredColumns.PREPARED),
                col(RecordSchema.IMAGE));
    List<PreparedSheet.Entry> taken = new ArrayList<>();
    List<PreparedSheet.Entry> refused = new ArrayList<>();
    for (Row row : scorer.predicted(sample).collectAsList()) {
      String reason = row.getAs(RecordSchema.REASON);
      GrayPicture original = picture(row.getAs(SampleImages.ORIGINAL));
      if (reason != null) {
        refused.add(
            new PreparedSheet.Entry(
                row.getAs(SampleImages.NAME), original, null, reason, Double.NaN));
      } else {
        taken.add(
            new PreparedSheet.Entry(
                row.getAs(SampleImages.NAME),
                original,
                new GrayPicture(
                    preparation.height(), preparation.width(), row.getAs(ScoredColumns.PREPARED)),
                name(row.getAs(PredictionSchema.PREDICTION), version),
                row.<Float>getAs(PredictionSchema.CONFIDENCE)));
      }
    }
    taken.addAll(refused);
    return taken;
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
