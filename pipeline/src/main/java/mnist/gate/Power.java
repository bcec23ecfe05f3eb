package mnist.gate;

import mnist.evaluate.Comparison;
import org.apache.commons.math3.analysis.solvers.BisectionSolver;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * What a number of judged images can show of two models that differ on as large a part of them as
 * these did: how much worse a model must be to be told from an equally good one. After J. Nam,
 * Establishing equivalence of two treatments and sample size requirements in matched-pairs design,
 * Biometrics 53, 1997, 1422-1430, for {@link ScoreTest#score Tango's score}; an approximation, good
 * for some five images or more on which the models differ.
 *
 * @param detectableLoss the smallest margin that as many images would show to be kept by a model as
 *     good as the other, with the power that is wanted; above 0, and 1 if there is none
 * @param imagesNeeded for that power at the margin that is wanted
 */
record Power(double detectableLoss, long imagesNeeded) {

  private static final double ACCURACY = 1e-7;

  static Power of(Comparison comparison, GateSettings settings) {
    double discordant =
        (double) (comparison.onlyFirst() + comparison.onlySecond()) / comparison.images();
    return of(comparison.images(), discordant, settings);
  }

  /**
   * @param discordant part of the images that one of two models alone gets right
   */
  static Power of(long images, double discordant, GateSettings settings) {
    double loss =
        images(discordant, 1 - ACCURACY, settings) > images
            ? 1
            : new BisectionSolver(ACCURACY)
                .solve(
                    1000,
                    margin -> images(discordant, margin, settings) - images,
                    ACCURACY,
                    1 - ACCURACY);
    return new Power(loss, (long) Math.ceil(images(discordant, settings.margin(), settings)));
  }

  private static double images(double discordant, double margin, GateSettings settings) {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double tested = Math.sqrt(ScoreTest.variance(1, discordant / 2, discordant / 2, -margin));
    double errors =
        normal.inverseCumulativeProbability(1 - settings.alpha()) * tested
            + normal.inverseCumulativeProbability(settings.power()) * Math.sqrt(discordant);
    return errors * errors / (margin * margin);
  }
}
