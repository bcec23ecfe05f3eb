package mnist.score;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import mnist.InvalidInputException;
import mnist.input.RecordSchema;
import mnist.transform.Augmentation;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Test-time augmentation: an image's probabilities, and its energy, are the mean over the image
 * itself and some distortions of it, drawn as in training (Krizhevsky et al. 2012, section 4.1,
 * take crops and flips). It costs as many times the work as there are views.
 *
 * @param augmentation that distorts
 * @param views of an image, itself among them; 2 or more
 * @param height of the images
 * @param width of the images
 * @param seed of what is drawn
 */
public record TestTimeAugmentation(
    Augmentation augmentation, int views, int height, int width, long seed)
    implements Serializable {

  private static final StructType VIEW =
      RecordSchema.of(RecordSchema.ID, RecordSchema.IMAGE, RecordSchema.LABEL);

  public TestTimeAugmentation {
    if (views < 2) {
      throw new IllegalArgumentException("views must be 2 or more, but were " + views);
    }
  }

  /**
   * Predictions, in {@link PredictionSchema}, in one pass and without a shuffle.
   *
   * @param scorer of a model that takes all of the images
   * @param records columns {@code id}, {@code image} and {@code label}; images of height x width
   * @throws InvalidInputException if a column is missing or of another type
   */
  public Dataset<Row> predictions(Scorer scorer, Dataset<Row> records) {
    FlatMapFunction<Row, Row> distort = this::withDistortions;
    // An image's views come one after the other.
    MapPartitionsFunction<Row, Row> average = this::averages;
    Dataset<Row> images =
        records
            .select(RecordSchema.ID, RecordSchema.IMAGE, RecordSchema.LABEL)
            .flatMap(distort, Encoders.row(VIEW));
    return scorer
        .predictions(images)
        .select(
            PredictionSchema.ID,
            PredictionSchema.LABEL,
            PredictionSchema.PROBABILITY,
            PredictionSchema.ENERGY)
        .mapPartitions(average, Encoders.row(PredictionSchema.SCHEMA));
  }

  private Iterator<Row> withDistortions(Row record) {
    long id = record.getLong(0);
    byte[] image = record.getAs(1);
    List<Row> all = new ArrayList<>(views);
    all.add(record);
    float[] pixels = new float[image.length];
    for (int view = 1; view < views; view++) {
      augmentation.apply(image, height, width, seed, view, id, pixels, 0);
      byte[] distorted = new byte[pixels.length];
      for (int i = 0; i < pixels.length; i++) {
        distorted[i] = (byte) Math.round(pixels[i]);
      }
      all.add(RowFactory.create(id, distorted, record.get(2)));
    }
    return all.iterator();
  }

  Iterator<Row> averages(Iterator<Row> predictions) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return predictions.hasNext();
      }

      @Override
      public Row next() {
        Row first = predictions.next();
        double[] sums = new double[first.getList(2).size()];
        add(first, sums);
        double energies = first.getFloat(3);
        for (int view = 1; view < views; view++) {
          // Spark's iterators have a next row only once they have been asked.
          Row next = predictions.hasNext() ? predictions.next() : null;
          if (next == null || next.getLong(0) != first.getLong(0)) {
            throw new IllegalStateException(
                "image %d has %d views, but %d were expected"
                    .formatted(first.getLong(0), view, views));
          }
          add(next, sums);
          energies += next.getFloat(3);
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
          means[i] = (float) (sums[i] / views);
        }
        return PredictPartition.prediction(first, 2, means, (float) (energies / views));
      }
    };
  }

  private static void add(Row prediction, double[] sums) {
    List<Float> probabilities = prediction.getList(2);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += probabilities.get(i);
    }
  }
}
