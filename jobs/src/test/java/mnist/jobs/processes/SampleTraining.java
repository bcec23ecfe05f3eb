package mnist.jobs.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mnist.testing.FaultyFileSystem;
import mnist.testing.SyntheticDigits;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A training of seconds: some 1,800 images, four workers, 15 rounds, with augmentation as by
 * default. Every cluster's test compares what it comes to there with what it comes to in one
 * process.
 */
final class SampleTraining {

  /** Rounds of the epoch have ended, more are to come. */
  static final String BEGUN = "epoch 1/1 (";

  private static String hash;

  private SampleTraining() {}

  /** Writes its data. */
  static Path writeData(Path directory) throws IOException {
    return SyntheticDigits.writeDataset(directory.resolve("idx"), 200, 20, 1);
  }

  /** The job. */
  static String[] job(Object data, Object store, String... more) {
    List<String> job = new ArrayList<>();
    job.addAll(List.of("train", "--data", data.toString(), "--store", store.toString()));
    job.addAll(List.of("--epochs", "1", "--workers", "4"));
    job.addAll(List.of("--batch-size", "64", "--averaging-frequency", "2"));
    job.addAll(List.of(more));
    return job.toArray(String[]::new);
  }

  /**
   * The model that it gives in {@code local[2]}.
   *
   * @param directory for a run, if this JVM hasn't had one
   */
  static synchronized String hash(Path directory) throws IOException, InterruptedException {
    if (hash == null) {
      hash =
          Submission.result(
                  Submission.to("local[2]", directory)
                      .launch(
                          job(writeData(directory.resolve("local")), directory + "/local/store")))
              .get("model_hash")
              .asText();
    }
    return hash;
  }

  /** The result that a job left in its store, on any file system, which is written last. */
  static JsonNode resultIn(URI store) throws IOException {
    return new ObjectMapper().readTree(read(store + "/result.json"));
  }

  /**
   * The executors that fitted a part of each round, by round.
   *
   * @param result the job's
   */
  static List<Set<String>> executors(JsonNode result) throws IOException {
    List<Set<String>> executors = new ArrayList<>();
    for (String line : read(result.get("model").asText() + "/metrics.jsonl").split("\n")) {
      JsonNode shards = new ObjectMapper().readTree(line).path("shards");
      Set<String> ofRound = new TreeSet<>();
      shards.forEach(shard -> ofRound.add(shard.get("executor").asText()));
      if (!ofRound.isEmpty()) {
        executors.add(ofRound);
      }
    }
    return executors;
  }

  private static String read(String file) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
    try (InputStream in =
        FileSystem.get(path.toUri(), FaultyFileSystem.addTo(new Configuration())).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
