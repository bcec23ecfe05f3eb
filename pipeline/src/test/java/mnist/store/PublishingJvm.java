package mnist.store;

import java.util.Map;
import java.util.Optional;
import mnist.files.RacingJvms;
import mnist.model.DigitModel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A process of the race: "open STORE SEED", "publish [RUN]", "look" at the champion, and "promote"
 * the version that it published last against the champion that it saw.
 */
final class PublishingJvm {
  private static final Configuration CONF = new Configuration();
  private static ModelStore store;
  private static DigitModel model;
  private static String version;
  private static Optional<String> seen;

  private PublishingJvm() {}

  public static void main(String[] args) {
    RacingJvms.serve(PublishingJvm::answer);
  }

  private static String answer(String line) {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "open" -> {
        store = ModelStore.at(new Path(words[1]), CONF);
        model = model == null ? SmallModel.trained(Long.parseLong(words[2])) : model;
        return model.parameterHash();
      }
      case "publish" -> {
        TrainingRun run = SmallModel.run(words.length > 1 ? words[1] : null);
        version = store.publish(model, run, Map.of()).name();
        return version;
      }
      case "look" -> {
        seen = store.champion();
        return seen.orElse("none");
      }
      case "promote" -> {
        NewDecision promotion =
            new NewDecision(DecisionKind.PROMOTED_BY_HAND, version, "race", Map.of());
        return store.decide(seen, promotion).map(Decision::champion).orElse("lost");
      }
      case "note" -> {
        // What leaves the champion is recorded, whoever else decides meanwhile.
        NewDecision note = new NewDecision(DecisionKind.FORGOTTEN, words[1], "race", Map.of());
        return "" + store.decide(store.champion(), note).orElseThrow().number();
      }
      default -> throw new IllegalArgumentException(line);
    }
  }
}
