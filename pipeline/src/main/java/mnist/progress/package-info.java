/**
 * What a run that never starts over has done: {@link mnist.progress.RunProgress}, a directory
 * beside its results.
 *
 * <pre>
 * plan.json          what the run is, and what it does in which parts; written before all else
 * files.gz           the files that it reads, a line of JSON each
 * done/00000001.json what was done: some parts, with what they were found to hold, and their files
 * ended.json         written last
 * owner-00000001.json which process works at it, while it does
 * </pre>
 *
 * <p>Each file appears whole and is never changed, so that a process that is killed at any moment
 * leaves a run with which another one goes on. Here is nothing about images: whatever is done in
 * parts keeps its progress like this.
 */
package mnist.progress;
