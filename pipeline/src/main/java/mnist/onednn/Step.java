package mnist.onednn;

/** One thing that a compiled network does with a minibatch. */
interface Step {

  /**
   * @param masks where dropout draws from
   */
  void run(MaskSource masks);
}
