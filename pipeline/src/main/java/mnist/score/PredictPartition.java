package mnist.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import mnist.model.Classifier;
import mnist.model.Outputs;
import mnist.model.ShippedModel;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Predicts one partition's images, a minibatch at a time. Rows end with the image; what stands
 * before it is carried to the predictions. An image that is null has none.
 */
final class PredictPartition implements MapPartitionsFunction<Row, Row> {

  /** Without an image, that are held at once. */
  private static final int MOST_RECORDS = 1000;

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

  /**
   * Records with as many images as a minibatch has, or fewer at the end or where many have none.
   */
  private List<Row> minibatch(Iterator<Row> records) {
    List<Row> minibatch = new ArrayList<>(batchSize);
    int images = 0;
    while (images < batchSize && minibatch.size() < MOST_RECORDS + batchSize && records.hasNext()) {
      Row record = records.next();
      minibatch.add(record);
      images += record.isNullAt(record.length() - 1) ? 0 : 1;
    }
    return minibatch;
  }

  private List<Row> predict(Classifier classifier, List<Row> minibatch) {
    int carried = minibatch.get(0).length() - 1;
    List<byte[]> images = new ArrayList<>(batchSize);
    for (Row record : minibatch) {
      if (!record.isNullAt(carried)) {
        images.add(record.getAs(carried));
      }
    }
    Outputs outputs = Minibatches.outputs(classifier, images, batchSize);
    List<Row> predictions = new ArrayList<>(minibatch.size());
    int next = 0;
    for (Row record : minibatch) {
      if (record.isNullAt(carried)) {
        predictions.add(row(record, carried, null, null, null, null));
        continue;
      }
      float[] probabilities = outputs.probabilities()[next];
      predictions.add(prediction(record, carried, probabilities, outputs.energies()[next]));
      next++;
    }
    return predictions;
  }

  /**
   * What is carried, then the columns of {@link PredictionSchema#PREDICTED}.
   *
   * @param carried how many of the record's values are
   */
  static Row prediction(Row record, int carried, float[] probabilities, float energy) {
    int prediction = Minibatches.mostProbable(probabilities);
    return row(record, carried, prediction, probabilities, probabilities[prediction], energy);
  }

  private static Row row(
      Row record,
      int carried,
      Integer prediction,
      float[] probabilities,
      Float confidence,
      Float energy) {
    Object[] values = new Object[carried + 4];
    for (int i = 0; i < carried; i++) {
      values[i] = record.get(i);
    }
    values[carried] = prediction;
    values[carried + 1] = probabilities;
    values[carried + 2] = confidence;
    values[carried + 3] = energy;
    return RowFactory.create(values);
  }
}
