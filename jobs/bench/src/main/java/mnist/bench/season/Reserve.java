package mnist.bench.season;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mnist.model.DigitModel;
import mnist.score.LocalScorer;
import mnist.score.Prediction;
import mnist.score.ScoreSettings;

/**
 * Images that no model is trained on or judged by.
 *
 * @param images by style
 */
record Reserve(Map<Style, List<Digit>> images) {

  /** A model's accuracy on the images of each style, by its label. */
  SortedMap<String, Double> accuracies(DigitModel model) {
    SortedMap<String, Double> accuracies = new TreeMap<>();
    try (LocalScorer scorer = new LocalScorer(model, new ScoreSettings(16, "auto"))) {
      images.forEach((style, digits) -> accuracies.put(style.label(), accuracy(scorer, digits)));
    }
    return accuracies;
  }

  private static double accuracy(LocalScorer scorer, List<Digit> digits) {
    List<Prediction> predictions = scorer.predictions(digits.stream().map(Digit::image).toList());
    return IntStream.range(0, digits.size())
        .mapToDouble(i -> predictions.get(i).prediction() == digits.get(i).label() ? 1 : 0)
        .average()
        .orElseThrow();
  }
}
