package mnist.bench.contenders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mnist.bench.machine.Memory;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;
import mnist.bench.plan.WorkFiles;
import mnist.picture.PictureDecoder;
import mnist.picture.PictureException;

/** Reads image files and decodes them, and does nothing with what comes out. */
public final class Decoding {

  private Decoding() {}

  /** A repetition decodes all files once, divided evenly among the threads. */
  public static Measured measure(Plan plan) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(WorkFiles.of(plan).files())) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(plan.threads());
    try {
      List<Double> rates = new ArrayList<>();
      for (int repetition = 0; repetition < plan.allRepetitions(); repetition++) {
        double rate = repetition(files, threads, plan.threads());
        if (repetition >= plan.warmups()) {
          rates.add(rate);
        }
      }
      return new Measured(rates, null, Memory.peakResidentMib());
    } finally {
      threads.shutdownNow();
    }
  }

  private static double repetition(List<Path> files, ExecutorService threads, int count)
      throws Exception {
    List<Callable<Long>> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      List<Path> own =
          files.subList(
              (int) ((long) files.size() * part / count),
              (int) ((long) files.size() * (part + 1) / count));
      parts.add(() -> decode(own));
    }
    long began = System.nanoTime();
    long pixels = 0;
    for (Future<Long> part : threads.invokeAll(parts)) {
      pixels += part.get();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (pixels == 0) {
      throw new IllegalStateException("expected pixels, but the files have none");
    }
    return files.size() / seconds;
  }

  private static long decode(List<Path> files) throws IOException, PictureException {
    PictureDecoder decoder = new PictureDecoder();
    long pixels = 0;
    for (Path file : files) {
      pixels += decoder.decode(Files.readAllBytes(file), 0).pixels().length;
    }
    return pixels;
  }
}
