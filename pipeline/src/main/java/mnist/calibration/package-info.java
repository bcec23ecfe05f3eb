/**
 * How far a model's confidence can be trusted. In come predictions with labels; out go a {@link
 * mnist.calibration.ConfidenceHistogram}, of which the reliability diagram and the risk-coverage
 * curve are read, and, by {@link mnist.calibration.Calibrator} on validation images, a {@link
 * mnist.calibration.Calibration}: a temperature, confidence thresholds and {@link
 * mnist.calibration.EnergyQuantiles}. {@link mnist.calibration.TemperatureScaling} and {@link
 * mnist.calibration.SelectivePrediction} apply these to predictions without labels.
 *
 * <p>Sums are of whole numbers, and energies are sorted, so that nothing depends on the order of
 * predictions; nor does what reaches the driver grow with their number. {@link
 * mnist.calibration.AcceptanceRule} alone decides what is accepted. Called by scoring jobs,
 * evaluation and training; knows nothing of images.
 */
package mnist.calibration;
