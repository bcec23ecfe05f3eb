/** What a model tells of drift in sets of images that are like its own, and in others. */
package mnist.bench.drift;
