package mnist.onednn;

/** One operation on a minibatch: mostly a oneDNN primitive with its arguments. */
interface Operation {

  /**
   * @param masks draws dropout masks
   */
  void run(MaskSource masks);
}
