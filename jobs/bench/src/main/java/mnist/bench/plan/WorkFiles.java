package mnist.bench.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.files.JsonFiles;
import mnist.input.Split;

/**
 * What lies where in a bench's directory of temporary files.
 *
 * @param root on this machine
 */
public record WorkFiles(Path root) {

  public static WorkFiles of(Plan plan) {
    return new WorkFiles(Path.of(plan.work()));
  }

  /** The data set, ingested. */
  public Path ingested() {
    return root.resolve("ingested");
  }

  public Path images(Split split) {
    return root.resolve(split.value() + "-images-idx3-ubyte");
  }

  public Path labels(Split split) {
    return root.resolve(split.value() + "-labels-idx1-ubyte");
  }

  /** The table that Spark scores. */
  public Path parquet() {
    return root.resolve("images.parquet");
  }

  /** The image files that are scored, in directories named by their digits. */
  public Path files() {
    return root.resolve("files");
  }

  /** Holds the model that all score with. */
  public Path store() {
    return root.resolve("store");
  }

  /** Holds that model without its profile, so that nothing is counted for drift. */
  public Path unprofiled() {
    return root.resolve("unprofiled");
  }

  /** That model in ONNX. */
  public Path onnx() {
    return root.resolve("model.onnx");
  }

  /** That model's parameters, for libraries that don't read ONNX. */
  public Path weights() {
    return root.resolve("model.weights");
  }

  public Path prepared() {
    return root.resolve("prepared.json");
  }

  public Prepared readPrepared() {
    return readJson(prepared(), Prepared.class);
  }

  public static <T> T readJson(Path file, Class<T> type) {
    try {
      return JsonFiles.fromText(Files.readString(file, StandardCharsets.UTF_8), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void writeJson(Path file, Object value) {
    try {
      Files.writeString(file, JsonFiles.toText(value) + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
