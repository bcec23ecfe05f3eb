package mnist.bench.contenders;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mnist.bench.machine.Memory;
import mnist.bench.plan.Contender;
import mnist.bench.plan.Digits;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;
import mnist.bench.plan.Prepared;
import mnist.bench.plan.WorkFiles;
import mnist.input.Split;

/** Trains a network in this process, a repetition after the other. */
public final class ProcessTraining {

  private final Plan plan;
  private final float[] table;
  private final int pixels;

  public ProcessTraining(Plan plan, Prepared prepared) {
    this.plan = plan;
    this.table = prepared.normalisation().table();
    this.pixels = prepared.height() * prepared.width();
  }

  public Measured measure(Trainee trainee) throws Exception {
    WorkFiles work = WorkFiles.of(plan);
    Digits training = Digits.read(work, Split.TRAIN);
    List<Double> rates = new ArrayList<>();
    for (int repetition = 0; repetition < plan.allRepetitions(); repetition++) {
      int[] order = order(Math.min(plan.trainImages(), training.size()), repetition);
      long began = System.nanoTime();
      for (int from = 0; from < order.length; from += plan.batch()) {
        step(trainee, training, order, from, Math.min(from + plan.batch(), order.length));
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      if (repetition >= plan.warmups()) {
        rates.add(order.length / seconds);
      }
    }
    double accuracy = accuracy(trainee, Digits.read(work, Split.VALIDATION));
    return new Measured(rates, accuracy, Memory.peakResidentMib());
  }

  private void step(Trainee trainee, Digits training, int[] order, int from, int to) {
    float[] values = new float[(to - from) * pixels];
    int[] labels = new int[to - from];
    for (int i = 0; i < labels.length; i++) {
      normalise(training.images()[order[from + i]], values, i * pixels);
      labels[i] = training.labels()[order[from + i]];
    }
    trainee.step(values, labels);
  }

  private double accuracy(Trainee trainee, Digits validation) {
    int right = 0;
    for (int from = 0; from < validation.size(); from += Contender.SCORING_BATCH) {
      int images = Math.min(Contender.SCORING_BATCH, validation.size() - from);
      float[] values = new float[images * pixels];
      for (int i = 0; i < images; i++) {
        normalise(validation.images()[from + i], values, i * pixels);
      }
      right += Answers.right(trainee.apply(values, images), validation.labels(), from, images);
    }
    return (double) right / validation.size();
  }

  private void normalise(byte[] image, float[] values, int offset) {
    for (int i = 0; i < pixels; i++) {
      values[offset + i] = table[image[i] & 0xFF];
    }
  }

  private int[] order(int images, int repetition) {
    int[] order = new int[images];
    Random random = new Random(plan.seed() + repetition);
    for (int i = 0; i < images; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
