/**
 * The IDX file format, in plain Java.
 *
 * <p>In: a stream of an {@code .idx} or {@code .idx.gz} file. Out: its {@link mnist.idx.IdxHeader}
 * and its items as bytes; and the inverse. Callers: {@code mnist.records}, and tests that make
 * their own files.
 */
package mnist.idx;
