/**
 * How far a model's confidence can be trusted. In come predictions with labels; out go a {@link
 * mnist.calibration.ConfidenceHistogram}, of which the reliability diagram and the risk-coverage
 * curve are read, and, by {@link mnist.calibration.Calibrator} on validation images, a {@link
 * mnist.calibration.Calibration}: a temperature, confidence thresholds and {@link
 * mnist.calibration.EnergyQuantiles}. {@link mnist.calibration.TemperatureScaling} and {@link
 * mnist.calibration.SelectivePrediction} apply these to predictions without labels.
 *
 * <p>All of it is sums of whole numbers, counts and smallest values, so it doesn't depend on the
 * order of predictions, nor does what reaches the driver grow with their number. Called by scoring
 * jobs, evaluation and training; knows nothing of images.
 */
package mnist.calibration;
