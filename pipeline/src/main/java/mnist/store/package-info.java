/**
 * The model store: a directory on any Hadoop file system with numbered versions of a model and
 * numbered decisions, the last of which names the champion.
 *
 * <pre>
 * versions/v0001/network.zip        the network; plain DL4J loads it
 *               /model.onnx         the same for any ONNX runtime, if it can be exported
 *               /manifest.json      what it is, where it comes from, and the hash of every file
 *               /calibration.json   how sure it may be of its answers
 *               /profile.json       what its images and answers look like
 *               /images.bloom       the images that it has seen, for comparisons with challengers
 *               /...                what the job that made it adds: metrics.jsonl
 * decisions/00000001.json           what was decided, in order, each with the hash of the one before
 *                                   it; the highest number names the champion
 * leases/                           which scorings use which version, until they have ended
 * deliveries/d0001/                 images that retrain has taken
 * index.html                        the store's history, for people
 * examinations/, pages/             reports of deliveries that had findings, and of retrainings
 * checkpoints/, data/               what jobs keep for the next one: an unfinished training's state,
 *                                   ingested data; nothing refers to them, and they may be deleted
 * result.json                       what the last job said, overwritten by the next
 * </pre>
 *
 * <p>In come a {@link mnist.model.DigitModel} and a {@link mnist.store.TrainingRun}; out goes a
 * {@link mnist.store.StoredVersion}, each file of which is checked against the manifest when it is
 * opened. No version or decision is ever overwritten. Training, retraining and everything that
 * takes a model may call it.
 */
package mnist.store;
