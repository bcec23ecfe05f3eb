package mnist.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import mnist.model.Classifier;
import mnist.model.ShippedModel;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Predicts one partition's images, a minibatch at a time. Rows end with the image; what stands
 * before it is carried to the predictions.
 */
final class PredictPartition implements MapPartitionsFunction<Row, Row> {

  private final Broadcast<ShippedModel> model;
  private final int batchSize;

  PredictPartition(Broadcast<ShippedModel> model, int batchSize) {
    this.model = model;
    this.batchSize = batchSize;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> records) {
    if (!records.hasNext()) {
      return Collections.emptyIterator();
    }
    Classifier classifier = model.value().classifier(batchSize);
    // However the task ends; whoever takes the rows may leave some.
    TaskCompletionListener close = context -> classifier.close();
    TaskContext.get().addTaskCompletionListener(close);
    return new Iterator<>() {
      private Iterator<Row> predicted = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        return predicted.hasNext() || records.hasNext();
      }

      @Override
      public Row next() {
        if (!predicted.hasNext()) {
          predicted = predict(classifier, minibatch(records)).iterator();
        }
        return predicted.next();
      }
    };
  }

  private List<Row> minibatch(Iterator<Row> records) {
    List<Row> minibatch = new ArrayList<>(batchSize);
    while (minibatch.size() < batchSize && records.hasNext()) {
      minibatch.add(records.next());
    }
    return minibatch;
  }

  private static List<Row> predict(Classifier classifier, List<Row> minibatch) {
    int carried = minibatch.get(0).length() - 1;
    List<byte[]> images = minibatch.stream().map(record -> record.<byte[]>getAs(carried)).toList();
    float[][] probabilities = classifier.probabilities(images);
    List<Row> predictions = new ArrayList<>(minibatch.size());
    for (int i = 0; i < probabilities.length; i++) {
      predictions.add(prediction(minibatch.get(i), carried, probabilities[i]));
    }
    return predictions;
  }

  /**
   * What is carried, then the columns of {@link PredictionSchema#PREDICTED}.
   *
   * @param carried how many of the record's values are
   */
  static Row prediction(Row record, int carried, float[] probabilities) {
    int prediction = mostProbable(probabilities);
    Object[] values = new Object[carried + 3];
    for (int i = 0; i < carried; i++) {
      values[i] = record.get(i);
    }
    values[carried] = prediction;
    values[carried + 1] = probabilities;
    values[carried + 2] = probabilities[prediction];
    return RowFactory.create(values);
  }

  /** The first of equals. */
  private static int mostProbable(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }
}
