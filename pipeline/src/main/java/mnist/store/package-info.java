/**
 * The model store: a directory on any Hadoop file system with numbered versions of a model and the
 * numbered decisions which of them is the champion.
 *
 * <pre>
 * versions/v0001/network.zip        the network with its updater's state; loads in plain DL4J
 *               /model.onnx         the same for any ONNX runtime, if it can be exported
 *               /manifest.json      what it is and where it comes from; written last
 *               /calibration.json   how sure it may be of its answers
 *               /...                what the job that made it adds: metrics.jsonl
 *               /decision.json      how it did as a challenger, if it was one
 * champions/00000001.json           the champions in order; the highest number counts
 * </pre>
 *
 * <p>In come a {@link mnist.model.DigitModel} and a {@link mnist.store.TrainingRun}; out goes a
 * {@link mnist.store.StoredVersion}, checked against its manifest when it is loaded. Nothing here
 * is ever overwritten. Training, retraining and everything that takes a model may call it.
 */
package mnist.store;
