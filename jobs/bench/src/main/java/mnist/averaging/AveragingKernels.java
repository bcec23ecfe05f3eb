package mnist.averaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a round of averaging costs beside the fitting: a state of 100,000 parameters and Adam's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AveragingKernels {

  private static final int PARAMETERS = 100_000;

  private float[] first;
  private float[] second;
  private AveragingState state;
  private byte[] written;

  /** Makes what the benchmarks take. */
  @Setup
  public void make() throws IOException {
    Random random = new Random(1);
    first = floats(random, PARAMETERS);
    second = floats(random, PARAMETERS);
    state = new AveragingState(first, floats(random, 2 * PARAMETERS), 1, 0, 0);
    written = writeState();
  }

  private static float[] floats(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  /** The mean of two workers' parameters. */
  @Benchmark
  public float[] weightedMean() {
    WeightedSum sum = new WeightedSum(PARAMETERS);
    sum.add(first, 640);
    sum.add(second, 639);
    return sum.mean();
  }

  /** A state to the bytes that Java's serialisation makes of it. */
  @Benchmark
  public byte[] writeState() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(state);
    }
    return bytes.toByteArray();
  }

  /** And back. */
  @Benchmark
  public Object readState() throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written))) {
      return in.readObject();
    }
  }
}
