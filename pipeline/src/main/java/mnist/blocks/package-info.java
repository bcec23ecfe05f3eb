/**
 * Labelled images where they lie: an index of blocks of rows, which the driver holds, and reading
 * of blocks on executors, ahead of use and within bounds of memory and disk.
 */
package mnist.blocks;
