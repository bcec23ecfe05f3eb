package mnist.train;

import mnist.Bounds;
import mnist.blocks.BlockIndex;

/**
 * How training images are shuffled, and what executors hold of them.
 *
 * @param shuffleBytes pixels that are shuffled with each other where not all are, bytes, 1 or more
 * @param cacheBytes that images may take in the memory of each executor, 1 or more; images that
 *     take no more altogether are all shuffled with each other
 * @param diskCacheBytes that images may take on the local disk of each executor where not all fit
 *     its memory, 0 or more
 */
public record ShuffleSettings(long shuffleBytes, long cacheBytes, long diskCacheBytes) {

  public ShuffleSettings {
    Bounds.within("train.shuffle-bytes", shuffleBytes, 1, Integer.MAX_VALUE);
    Bounds.within("train.cache-bytes", cacheBytes, 1, Integer.MAX_VALUE);
    Bounds.atLeast("train.disk-cache-bytes", diskCacheBytes, 0, "bytes");
  }

  /** Examples that are shuffled with each other, 1 or more. */
  int groupSize(BlockIndex images) {
    boolean fit = images.fitsIn(cacheBytes);
    long size = fit ? images.images() : shuffleBytes / images.pixels();
    return (int) Math.max(1, size);
  }
}
