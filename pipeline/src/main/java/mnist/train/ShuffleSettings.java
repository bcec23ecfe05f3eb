package mnist.train;

import mnist.Bounds;
import mnist.blocks.BlockIndex;

/**
 * How training images are shuffled, and what executors hold of them.
 *
 * @param shuffleBytes pixels that are shuffled with each other where not all are, bytes, 1 or more
 * @param cacheBytes that images may take in the memory of each executor, 1 or more; images that
 *     take no more altogether are all shuffled with each other
 */
public record ShuffleSettings(long shuffleBytes, long cacheBytes) {

  public ShuffleSettings {
    Bounds.within("train.shuffle-bytes", shuffleBytes, 1, Integer.MAX_VALUE);
    Bounds.within("train.cache-bytes", cacheBytes, 1, Integer.MAX_VALUE);
  }

  /** Examples that are shuffled with each other, 1 or more. */
  int groupSize(BlockIndex images) {
    boolean fit = images.images() <= cacheBytes / images.pixels();
    long size = fit ? images.images() : shuffleBytes / images.pixels();
    return (int) Math.max(1, size);
  }
}
