package mnist.robustness;

/** Whether training images were changed in the same way as test images. */
public enum Exposure {
  /** By as much or more. */
  TRAINED("trained on"),
  /** Likewise, but by less, or in another way that is near to it. */
  WEAKER("trained on weaker"),
  /** Not at all. */
  NEVER("never seen");

  private final String label;

  Exposure(String label) {
    this.label = label;
  }

  /** For people and in tables. */
  public String label() {
    return label;
  }
}
