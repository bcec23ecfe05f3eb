/**
 * Publishing files and directories on any Hadoop file system so that readers see all of a result or
 * nothing, and so that nothing is overwritten but what can be made again.
 *
 * <p>In come finished files under a temporary name; out goes one rename that fails where the target
 * exists. {@link mnist.files.NoOverwriteRename} is that rename, {@link mnist.files.StagedDirectory}
 * a directory that is published by it, {@link mnist.files.NewFile} how a file in it is begun,
 * {@link mnist.files.JsonFiles} the one way in which JSON is written and read, {@link
 * mnist.files.WholeFile} a file of text, which may take another one's place. {@link
 * mnist.files.Sha256} names what was written. Every stage that writes may call this package; it
 * knows none of them.
 */
package mnist.files;
